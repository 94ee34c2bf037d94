import { ADDRESSES_ARE_PUBLIC, withWarning } from '#lib/forms/content-guard.ts';
import { type z } from 'zod';
import type { Person } from '#lib/access/actor.ts';
import type { TokenScope } from '#lib/access/vocabulary.ts';
import type { FieldError } from '#lib/forms/parse.ts';
import { parseNested } from '#lib/forms/parse.ts';
import type { Both } from '#lib/charts/shape.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Says } from './body-schema.ts';

/** What a program asks, once it is known who it speaks for. */
export interface Asked {
	actor: Person;
	/** The one organisation that its token is for. */
	organisationId: string;
	/** The words of the address, by name. */
	at: Record<string, string>;
	/** What the body says, as the values of the form that takes the same. */
	values: Record<string, unknown>;
	/** The version that `If-Match` names. */
	version: number;
	/** Names what is made, so that it is made once. */
	token: string;
}

/** What a program is answered: a record, the version that its tag is made of, and where it stands. */
export interface Answered {
	data: unknown;
	version?: number;
	/** Under `/api/v1`. */
	location?: string;
}

/** One thing that a program may do with a token: where, by which scope, what it sends, and what it is answered. */
export interface Writing {
	method: 'get' | 'post' | 'put';
	/** Under `/api/v1`, its parameters in braces. */
	path: string;
	/** What it is called in a client that is made from the document. */
	operation: string;
	title: Both;
	/** What it does, in a sentence or two. */
	does: Both;
	/** Any of these opens it; none named: every token does. */
	scopes: readonly TokenScope[];
	/** What a body may say: the schema of a form. */
	body?: z.ZodType;
	says?: Says;
	/** A body that is taken. */
	example?: Record<string, unknown>;
	/** Whether it changes what must be known as it stands: by `If-Match`. */
	conditional?: boolean;
	/** Whether the record is answered with a tag. */
	tagged?: boolean;
	status: 200 | 201;
	/** Every answer holds one of these. */
	record: z.ZodType;
	act(db: Db, asked: Asked): Promise<Answered>;
}

/** Says which fields a form would not have taken. */
export class NotTaken extends Error {
	override readonly name = 'NotTaken';
	readonly errors: Record<string, FieldError>;

	constructor(errors: Record<string, FieldError>) {
		super('not taken');
		this.errors = errors;
	}
}

/** What the form's own schema makes of the values; throws `NotTaken` where the form would turn them back. */
export function taken<Schema extends z.ZodType>(
	schema: Schema,
	values: Record<string, unknown>
): z.output<Schema> {
	const { [ADDRESSES_ARE_PUBLIC]: arePublic, ...given } = values;
	const parsed = withWarning(arePublic !== 'on', () => parseNested(schema, given));
	if (!parsed.ok) throw new NotTaken(parsed.errors);
	return parsed.data;
}

/** A tag is the version of the record, and nothing of what stands in it. */
export const tagOfVersion = (version: number): string => `"${version}"`;

/** The version that a tag names; null for one that this service did not give. */
export function versionOfTag(tag: string): number | null {
	const digits = /^"(\d{1,9})"$/.exec(tag.trim())?.[1];
	return digits === undefined ? null : Number(digits);
}
