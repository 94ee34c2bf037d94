import { and, asc, eq, isNull, or } from 'drizzle-orm';
import { z } from 'zod';
import { MILESTONE_STATUSES } from '#lib/commitments/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	commitments,
	commitmentUpdates,
	milestones,
	organisations
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { columnsOf, either, partialDay } from '../records/fields.ts';
import {
	ofCommitment,
	partKey,
	partKeyOf,
	partsAfter,
	type OfCommitment
} from './of-commitment.server.ts';

const record = z.object({
	commitment: z.string(),
	position: z.int(),
	title: either,
	due_on: partialDay.nullable().meta({ description: 'As last revised.' }),
	first_due_on: partialDay.nullable().meta({ description: 'As first promised.' }),
	completed_on: partialDay.nullable(),
	status: z.enum(MILESTONE_STATUSES),
	party: z.string().nullable().meta({ description: 'Whose it is in a shared commitment.' })
});

/** The milestones of published commitments; those that an update proposes, once it is accepted. Public. */
async function milestoneRecords(
	db: Db,
	asked: OfCommitment,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const rows = await db
		.select({
			milestone: milestones,
			reference: commitments.reference,
			party: organisations.slug
		})
		.from(milestones)
		.innerJoin(commitments, eq(commitments.id, milestones.commitmentId))
		.leftJoin(organisations, eq(organisations.id, milestones.participantId))
		.leftJoin(commitmentUpdates, eq(commitmentUpdates.id, milestones.proposedIn))
		.where(
			and(
				or(isNull(milestones.proposedIn), eq(commitmentUpdates.state, 'accepted')),
				partsAfter(asked, milestones.position, after)
			)
		)
		.orderBy(asc(commitments.reference), asc(milestones.position))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ reference, milestone }) =>
		partKeyOf(reference, milestone.position)
	);
	return {
		name: 'milestones',
		next,
		columns: columnsOf(record),
		records: records.map(({ milestone: one, reference, party }) => ({
			commitment: reference,
			position: one.position,
			title: { en: one.titleEn, fr: one.titleFr },
			due_on: one.dueOn,
			first_due_on: one.firstDueOn,
			completed_on: one.completedOn,
			status: one.status,
			party
		}))
	};
}

export const milestoneListing = listing({
	path: '/milestones',
	title: inBoth(m.exchange_list_milestones, {}),
	holds: inBoth(m.exchange_holds_milestones, {}),
	parameters: ofCommitment,
	record,
	paged: true,
	key: partKey,
	read: milestoneRecords
});
