import { eq, gt, isNotNull, or, and, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { z } from 'zod';
import { commitments } from '#lib/server/db/schema/index.ts';

/** What hangs on commitments may be asked of one. */
export const ofCommitment = z.object({
	/** Its reference: CA-0012. */
	commitment: z.string().max(80).optional()
});
export type OfCommitment = z.output<typeof ofCommitment>;

/** Keys of parts of commitments: the reference, then the place within it. */
export const partKey = z.string().regex(/^[\w-]{1,80}\/\d{1,5}$/);
export const partKeyOf = (reference: string, position: number) => `${reference}/${position}`;

/** The parts of one commitment, or of all, from after the key on; of what has been published. */
export function partsAfter(
	{ commitment }: OfCommitment,
	position: PgColumn,
	after: string | null
): SQL | undefined {
	const at = after?.lastIndexOf('/') ?? -1;
	return and(
		isNotNull(commitments.publishedAt),
		commitment === undefined ? undefined : eq(commitments.reference, commitment),
		after === null
			? undefined
			: or(
					gt(commitments.reference, after.slice(0, at)),
					and(
						eq(commitments.reference, after.slice(0, at)),
						sql`${position} > ${Number(after.slice(at + 1))}`
					)
				)
	);
}
