import { type z } from 'zod';
import type { Both } from '#lib/charts/shape.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Nested } from './csv.ts';

/** What a list gives back: records, the columns of their file, and where the list goes on. */
export interface Reading<Row extends Nested = Nested> {
	/** Name of the file when it is downloaded, without its ending. */
	name: string;
	records: readonly Row[];
	columns: readonly string[];
	next?: string | null;
}

/** Which part of a list is asked for. */
export interface Part {
	/** At most so many. */
	limit: number;
	/** Only what comes after this key. */
	after: string | null;
}

/** A list of public records that the API gives: what may be asked, what a record holds, and who reads it. */
export interface Listing<
	Parameters extends z.ZodObject = z.ZodObject,
	Row extends z.ZodType = z.ZodType
> {
	/** Under `/api/v1`. */
	path: string;
	title: Both;
	/** What its records are, in a sentence or two. */
	holds: Both;
	parameters: Parameters;
	/** What must be asked for an answer, as an address of its own would. */
	example?: Record<string, string>;
	/** Every record of every answer is one of these. */
	record: Row;
	/** Whether it goes on by `cursor`; the others are given whole. */
	paged: boolean;
	/** What the key in a cursor looks like, where the database would not take any text. */
	key?: z.ZodType<string>;
	read(db: Db, asked: z.output<Parameters>, part: Part): Promise<Reading>;
}

/** A list as it is written down, its records held to their schema by the compiler too. */
export const listing = <Parameters extends z.ZodObject, Row extends z.ZodType<Nested>>(
	one: Listing<Parameters, Row>
): Listing<Parameters, Row> => one;
