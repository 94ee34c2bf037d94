import { and, asc, eq, gt } from 'drizzle-orm';
import { z } from 'zod';
import { COMMITMENT_STATUSES, STATUS_BASES } from '#lib/commitments/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import { commitments, commitmentUpdates, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { columnsOf, day, dayOf, either, partialDay } from '../records/fields.ts';
import { ofCommitment } from './of-commitment.server.ts';

const record = z.object({
	update: z.uuid(),
	commitment: z.string(),
	organisation: z.string().meta({ description: 'Who reports: the owner or a party.' }),
	status: z.enum(COMMITMENT_STATUSES),
	basis: z.enum(STATUS_BASES),
	as_of: partialDay.nullable(),
	note: either,
	challenges: either,
	unchanged: z.boolean(),
	corrects: z.uuid().nullable(),
	accepted_on: day.nullable()
});

/** Accepted reports on published commitments: their statuses over time. Public. */
async function updateRecords(
	db: Db,
	{ commitment }: z.output<typeof ofCommitment>,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const rows = await db
		.select({
			update: commitmentUpdates,
			reference: commitments.reference,
			organisation: organisations.slug
		})
		.from(commitmentUpdates)
		.innerJoin(commitments, eq(commitments.id, commitmentUpdates.commitmentId))
		.innerJoin(organisations, eq(organisations.id, commitmentUpdates.ownerId))
		.where(
			and(
				eq(commitmentUpdates.state, 'accepted'),
				commitment === undefined ? undefined : eq(commitments.reference, commitment),
				after === null ? undefined : gt(commitmentUpdates.id, after)
			)
		)
		.orderBy(asc(commitmentUpdates.id))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ update }) => update.id);
	return {
		name: 'updates',
		next,
		columns: columnsOf(record),
		records: records.map(({ update: one, reference, organisation }) => ({
			update: one.id,
			commitment: reference,
			organisation,
			status: one.status,
			basis: one.basis,
			as_of: one.asOf,
			note: { en: one.noteEn, fr: one.noteFr },
			challenges: { en: one.challengesEn, fr: one.challengesFr },
			unchanged: one.unchanged,
			corrects: one.correctsId,
			accepted_on: dayOf(one.decidedAt)
		}))
	};
}

export const updateListing = listing({
	path: '/updates',
	title: inBoth(m.exchange_list_updates, {}),
	holds: inBoth(m.exchange_holds_updates, {}),
	parameters: ofCommitment,
	record,
	paged: true,
	key: z.uuid(),
	read: updateRecords
});
