import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import { z } from 'zod';
import { NOT_APPLICABLE_KINDS } from '#lib/assessments/vocabulary.ts';
import { reviewerStandingIn, standingIn } from '#lib/comparison/shapes/cells.ts';
import { CELL_STATES, REVIEW_STATES } from '#lib/comparison/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	answers,
	assessments,
	cycles,
	evidence,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { addresses, columnsOf, day, dayOf } from '../records/fields.ts';

const parameters = z.object({
	company: z.string().max(80).optional(),
	cycle: z.string().max(80).optional()
});

const rating = z.int().min(0).max(4);
const record = z.object({
	organisation: z.string(),
	sample: z.boolean(),
	framework: z.string(),
	version: z.string(),
	cycle: z.string(),
	requirement: z.int(),
	/** As the public may see it. */
	self_rating: z.union([rating, z.enum(CELL_STATES)]),
	secretariat_rating: z.union([rating, z.enum(REVIEW_STATES)]),
	narrative: z.string().nullable(),
	narrative_language: z.enum(LOCALES).nullable(),
	not_applicable_kind: z.enum(NOT_APPLICABLE_KINDS).nullable(),
	not_applicable_reason: z.string().nullable(),
	evidence: addresses,
	submitted_on: day.nullable(),
	published_on: day.nullable()
});

/**
 * Published self-assessments, a record for each requirement. An answer that its organisation keeps to itself has
 * the rating `not_public` and no text. Public, whoever asks.
 */
async function assessmentRecords(
	db: Db,
	asked: z.output<typeof parameters>,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const [id = '', number = '0'] = after?.split('/') ?? [];
	const rows = await db
		.select({
			assessment: assessments,
			organisation: organisations.slug,
			sample: organisations.sample,
			framework: frameworks.key,
			frameworkId: frameworks.id,
			version: frameworks.version,
			cycle: cycles.key,
			requirement: requirements.number,
			answer: answers
		})
		.from(assessments)
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.innerJoin(requirements, eq(requirements.frameworkId, frameworks.id))
		.leftJoin(
			answers,
			and(
				eq(answers.assessmentId, assessments.id),
				eq(answers.requirementId, requirements.id),
				eq(answers.visibility, 'public')
			)
		)
		.where(
			and(
				eq(assessments.disclosed, true),
				asked.company === undefined ? undefined : eq(organisations.slug, asked.company),
				asked.cycle === undefined ? undefined : eq(cycles.key, asked.cycle),
				after === null
					? undefined
					: or(
							gt(assessments.id, id),
							and(eq(assessments.id, id), gt(requirements.number, Number(number)))
						)
			)
		)
		.orderBy(asc(assessments.id), asc(requirements.number))
		.limit(limit + 1);
	const { records, next } = sliceOf(
		rows,
		limit,
		({ assessment, requirement }) => `${assessment.id}/${requirement}`
	);
	const places = await placesIn(db, [...new Set(records.map((row) => row.frameworkId))]);
	const links = await linksOf(
		db,
		records.flatMap(({ answer }) => answer?.id ?? [])
	);
	return {
		name: 'assessments',
		next,
		columns: columnsOf(record),
		records: records.map(({ assessment, answer, frameworkId, ...row }) => {
			const place = places.get(`${frameworkId}/${row.requirement}`) ?? -1;
			const own = assessment.publicRatings?.[place];
			return {
				organisation: row.organisation,
				sample: row.sample,
				framework: row.framework,
				version: row.version,
				cycle: row.cycle,
				requirement: row.requirement,
				self_rating: standingIn(own),
				secretariat_rating: reviewerStandingIn(own, assessment.publicReviewerRatings?.[place]),
				narrative: answer?.narrative ?? null,
				narrative_language: answer?.narrative ? answer.narrativeLocale : null,
				not_applicable_kind: answer?.notApplicableKind ?? null,
				not_applicable_reason: answer?.notApplicableReason ?? null,
				evidence: links.filter((one) => one.answerId === answer?.id).map(({ url }) => url),
				submitted_on: dayOf(assessment.submittedAt),
				published_on: dayOf(assessment.publishedAt)
			};
		})
	};
}

/** Where each requirement of these frameworks stands in a ratings array. */
async function placesIn(db: Db, frameworkIds: string[]): Promise<Map<string, number>> {
	const rows = await db
		.select({ frameworkId: requirements.frameworkId, number: requirements.number })
		.from(requirements)
		.where(inArray(requirements.frameworkId, frameworkIds))
		.orderBy(asc(requirements.number));
	const counted = new Map<string, number>();
	return new Map(
		rows.map(({ frameworkId, number }) => {
			const place = counted.get(frameworkId) ?? 0;
			counted.set(frameworkId, place + 1);
			return [`${frameworkId}/${number}`, place] as const;
		})
	);
}

const linksOf = (db: Db, answerIds: string[]) =>
	db
		.select({ answerId: evidence.answerId, url: evidence.url })
		.from(evidence)
		.where(inArray(evidence.answerId, answerIds))
		.orderBy(asc(evidence.createdAt), asc(evidence.title));

export const assessmentListing = listing({
	path: '/assessments',
	title: inBoth(m.exchange_list_assessments, {}),
	holds: inBoth(m.exchange_holds_assessments, {}),
	parameters,
	record,
	paged: true,
	key: z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/\d{1,4}$/),
	read: assessmentRecords
});
