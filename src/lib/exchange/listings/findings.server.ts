import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { FINDING_DIRECTIONS, FINDING_VOICES } from '#lib/frameworks/vocabulary.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { wasSilent } from '#lib/frameworks/finding-rules.ts';
import {
	findingReplies,
	findings,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { certainty, columnsOf, day, dayOf, either, partialDay } from '../records/fields.ts';

const record = z.object({
	finding: z.uuid(),
	company: z.string(),
	sample: z.boolean(),
	framework: z.string(),
	requirement: z.int(),
	voice: z.enum(FINDING_VOICES),
	direction: z.enum(FINDING_DIRECTIONS),
	text: either,
	found_on: partialDay.nullable(),
	source: z.string(),
	note: z.string().nullable(),
	certainty,
	corrects: z.uuid().nullable(),
	asked_until: day.nullable(),
	no_reply_by_then: z.boolean(),
	reply: z.string().nullable(),
	reply_language: z.enum(LOCALES).nullable(),
	replied_on: day.nullable(),
	reply_changed_on: day.nullable()
});

/** Published findings about companies, with what the company replied or that it did not. Public, whoever asks. */
export async function findingRecords(
	db: Db,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const rows = await db
		.select({
			finding: findings,
			company: organisations.slug,
			sample: organisations.sample,
			framework: frameworks.key,
			requirement: requirements.number
		})
		.from(findings)
		.innerJoin(organisations, eq(organisations.id, findings.organisationId))
		.innerJoin(requirements, eq(requirements.id, findings.requirementId))
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.where(
			and(eq(findings.state, 'published'), after === null ? undefined : gt(findings.id, after))
		)
		.orderBy(asc(findings.id))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ finding }) => finding.id);
	// By themselves: joined above, row-level security would look up every finding before the first of the slice.
	const replies = await db
		.select()
		.from(findingReplies)
		.where(
			inArray(
				findingReplies.findingId,
				records.map(({ finding }) => finding.id)
			)
		);
	const replyTo = new Map(replies.map((reply) => [reply.findingId, reply]));
	const told = records.map((row) => ({ ...row, reply: replyTo.get(row.finding.id) ?? null }));
	return {
		name: 'findings',
		next,
		columns: columnsOf(record),
		records: told.map(({ finding, reply, ...about }) => ({
			finding: finding.id,
			company: about.company,
			sample: about.sample,
			framework: about.framework,
			requirement: about.requirement,
			voice: finding.voice,
			direction: finding.direction,
			text: { en: finding.textEn, fr: finding.textFr },
			found_on: finding.foundOn,
			source: finding.sourceUrl,
			note: finding.sourceNote,
			certainty: finding.certainty,
			corrects: finding.correctsId,
			asked_until: finding.replyUntil,
			no_reply_by_then: wasSilent(finding, dayOf(reply?.repliedAt)),
			reply: reply?.body ?? null,
			reply_language: reply?.bodyLocale ?? null,
			replied_on: dayOf(reply?.repliedAt),
			reply_changed_on: dayOf(reply?.changedAt)
		}))
	};
}

export const findingListing = listing({
	path: '/findings',
	title: inBoth(m.comparison_data_findings, {}),
	holds: inBoth(m.comparison_data_findings_text, {}),
	parameters: z.object({}),
	record,
	paged: true,
	key: z.uuid(),
	read: (db, _asked, part) => findingRecords(db, part)
});
