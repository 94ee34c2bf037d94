import { and, desc, eq, notExists, sql, type SQL } from 'drizzle-orm';
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core';
import { commitmentUpdates } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** `commitment_updates`, or the same table under another name. */
type Reports = Record<
	'id' | 'state' | 'correctsId' | 'asOf' | 'decidedAt' | 'createdAt',
	AnyPgColumn
>;

const correction = alias(commitmentUpdates, 'correction');

/**
 * For a query over reports: those that count, of all or of what had been accepted `by` some moment. Accepted,
 * and put right by none that was accepted by then either: `counting`, asked of the database.
 */
export const counting = (
	db: Db,
	reports: Reports,
	by: (reports: Reports) => SQL | undefined = () => undefined
): SQL | undefined =>
	and(
		eq(reports.state, 'accepted'),
		by(reports),
		notExists(
			db
				.select({ one: sql`1` })
				.from(correction)
				.where(
					and(
						eq(correction.correctsId, reports.id),
						eq(correction.state, 'accepted'),
						by(correction)
					)
				)
		)
	);

/** In the order in which they were accepted. */
export const asAccepted = ({ decidedAt, createdAt, id }: Reports) => [decidedAt, createdAt, id];

/** In the order in which they follow one another: by their date, and of one date as they were accepted. */
export const asDated = (reports: Reports) => [
	sql`coalesce(${reports.asOf}, '')`,
	...asAccepted(reports)
];

/** The last one first: of those that count, it says how things stand. */
export const newestFirst = (columns: readonly (SQL | AnyPgColumn)[]) =>
	columns.map((column) => desc(column));
