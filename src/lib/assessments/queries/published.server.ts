import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { currentTime } from '#lib/clock.ts';
import { checkColumns } from '#lib/links/queries.server.ts';
import { shownOf } from '#lib/links/rules.ts';
import {
	answers,
	assessments,
	cycles,
	evidence,
	frameworks,
	linkChecks,
	organisations,
	publishedReviews,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { cellOf, isShownTo, ratingCode } from '../rules.ts';
import type { Visibility } from '../vocabulary.ts';
import { levelsOf, linesOf, sinceCycle } from './contents.server.ts';

/** Whom the actor reads as on a page that anyone may open: a signed-in partner, or the public. */
const audienceOf = (actor: Actor): Visibility =>
	actor.kind === 'person' && actor.memberships.length > 0 ? 'partners' : 'public';

/** Which published assessment is meant: keys of cycles are unique within a version of a framework only. */
interface Asked {
	cycle?: string;
	/** Key of the framework, in any version. */
	framework?: string;
}

/** The newest published assessment of an organisation, or that of one cycle, under any framework or one. */
async function publishedRow(db: Db, slug: string, { cycle, framework }: Asked) {
	const [row] = await db
		.select({
			id: assessments.id,
			framework: { id: frameworks.id, key: frameworks.key, version: frameworks.version },
			publishedAt: assessments.publishedAt,
			publicRatings: assessments.publicRatings,
			key: cycles.key,
			nameEn: cycles.nameEn,
			nameFr: cycles.nameFr
		})
		.from(assessments)
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.where(
			and(
				eq(organisations.slug, slug),
				eq(assessments.disclosed, true),
				cycle ? eq(cycles.key, cycle) : undefined,
				framework ? eq(frameworks.key, framework) : undefined
			)
		)
		.orderBy(desc(cycles.opensOn), desc(frameworks.version))
		.limit(1);
	return row;
}

/**
 * An organisation's published self-assessment, newest cycle unless one is named, with the version of the
 * framework that it answers, as the actor may read it: the public what is public, signed-in partners also what is open to partners. Answers kept from
 * them have the cell `hidden` and nothing else. Null where nothing is published. Public.
 */
export async function publishedAssessment(
	db: Db,
	actor: Actor,
	organisationSlug: string,
	asked: Asked = {}
) {
	const row = await publishedRow(db, organisationSlug, asked);
	if (!row?.publishedAt) return null;
	const audience = audienceOf(actor);
	const rows = await db
		.select({
			number: requirements.number,
			titleEn: requirements.titleEn,
			titleFr: requirements.titleFr,
			answer: answers,
			review: publishedReviews,
			since: { en: sinceCycle.nameEn, fr: sinceCycle.nameFr }
		})
		.from(requirements)
		.leftJoin(
			answers,
			and(eq(answers.requirementId, requirements.id), eq(answers.assessmentId, row.id))
		)
		.leftJoin(
			publishedReviews,
			and(
				eq(publishedReviews.requirementId, requirements.id),
				eq(publishedReviews.assessmentId, row.id)
			)
		)
		.leftJoin(sinceCycle, eq(sinceCycle.id, answers.sinceCycleId))
		.where(eq(requirements.frameworkId, row.framework.id))
		.orderBy(asc(requirements.number));
	const shown = rows.map(({ answer, since, review, ...requirement }, place) => {
		const seen = answer && isShownTo(audience, answer.visibility) ? answer : null;
		const code = seen ? ratingCode(seen) : row.publicRatings?.[place];
		return {
			...requirement,
			cell: cellOf(code),
			answer: seen,
			since: seen && since,
			review: seen && review
		};
	});
	const ids = shown.flatMap(({ answer }) => (answer ? [answer.id] : []));
	const links = ids.length
		? await db
				.select({
					answerId: evidence.answerId,
					url: evidence.url,
					title: evidence.title,
					publisher: evidence.publisher,
					publishedOn: evidence.publishedOn,
					checkedOn: evidence.checkedOn,
					check: checkColumns
				})
				.from(evidence)
				.leftJoin(linkChecks, eq(linkChecks.url, evidence.url))
				.where(inArray(evidence.answerId, ids))
				.orderBy(asc(evidence.createdAt), asc(evidence.title))
		: [];
	const lines = await linesOf(db, ids);
	const now = currentTime();
	return {
		framework: row.framework,
		cycle: { key: row.key, nameEn: row.nameEn, nameFr: row.nameFr },
		levels: await levelsOf(db, row.framework.id),
		publishedAt: row.publishedAt,
		answers: shown.map(({ answer, cell, since, review, ...requirement }) => ({
			...requirement,
			cell,
			/** The cycle since which it has said the same; null where it has not. */
			unchangedSince: since,
			rating: cell === 'rating' ? (answer?.rating ?? null) : null,
			narrative: answer?.narrative ?? null,
			narrativeLocale: answer?.narrativeLocale ?? null,
			notApplicableKind: answer?.notApplicableKind ?? null,
			notApplicableReason: answer?.notApplicableReason ?? null,
			changeNote: answer?.changeNote ?? null,
			confidence: answer?.confidence ?? null,
			...(answer ? lines(answer.id) : { services: [], metrics: [] }),
			/** What the secretariat says of it, with the organisation's reply; null where it says nothing. */
			review: review && {
				rating: review.rating,
				reason: review.reason,
				reasonLocale: review.reasonLocale,
				reply: review.reply,
				replyLocale: review.replyLocale,
				replyUntil: review.replyUntil
			},
			evidence: links
				.filter(({ answerId }) => answerId === answer?.id)
				.map(({ answerId: _, check, ...link }) => ({ ...link, found: shownOf(check, now) }))
		}))
	};
}
export type PublishedAssessment = NonNullable<Awaited<ReturnType<typeof publishedAssessment>>>;
