import { and, eq, inArray, notInArray } from 'drizzle-orm';
import { isCritical, publishedReviewerRatings } from '#lib/assessments/review-rules.ts';
import { isShownTo } from '#lib/assessments/rules.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { seeded } from './generate.ts';

/** Cycles in which the secretariat is made to have rated answers itself. */
const REVIEWED_CYCLES = ['2024', '2025'];
/** Companies that it is made not to have rated, so that the comparison shows what that looks like. */
const NOT_REVIEWED = ['sample-dating', 'sample-hosting', 'sample-forum'];

const WORDS: Record<Locale, { higher: string; lower: string; reply: string }> = {
	en: {
		higher: 'Sample text: the evidence shows it in place on more services than the answer says.',
		lower: 'Sample text: the evidence covers the main service only.',
		reply: 'Sample text: the remaining services follow by the next cycle.'
	},
	fr: {
		higher:
			'Texte d’exemple : la preuve montre que c’est en place dans plus de services que ne le dit la réponse.',
		lower: 'Texte d’exemple : la preuve ne porte que sur le service principal.',
		reply: 'Texte d’exemple : les autres services suivront d’ici le prochain cycle.'
	}
};

type Answer = typeof t.answers.$inferSelect;
interface Reviewed {
	assessment: typeof t.assessments.$inferSelect;
	cycle: string;
	answers: Answer[];
}

/**
 * Made-up ratings by the secretariat, published beside the companies' own: mostly the same, some a step
 * lower with a reason and now and then the company's reply, a few a step higher.
 */
export async function loadDemoReviews(db: Db): Promise<void> {
	const random = seeded(2020);
	for (const { assessment, cycle, answers } of await reviewedOnes(db)) {
		const rated = answers.map((answer) => ({
			answer,
			reviewerRating: ratingBeside(answer, random)
		}));
		await db
			.update(t.assessments)
			.set({ publicReviewerRatings: publishedReviewerRatings(rated) })
			.where(eq(t.assessments.id, assessment.id));
		await db.insert(t.publishedReviews).values(
			rated.flatMap(({ answer, reviewerRating }) =>
				reviewerRating === null
					? []
					: [
							{
								assessmentId: assessment.id,
								organisationId: assessment.organisationId,
								requirementId: answer.requirementId,
								visibility: answer.visibility,
								publishedAt: assessment.publishedAt ?? undefined,
								...saidOf(answer, reviewerRating, cycle, random)
							}
						]
			)
		);
	}
}

/** The assessments that are made to have been rated, each with its answers in the framework's order. */
async function reviewedOnes(db: Db): Promise<Reviewed[]> {
	const rows = await db
		.select({ assessment: t.assessments, cycle: t.cycles.key, answer: t.answers })
		.from(t.assessments)
		.innerJoin(t.cycles, eq(t.cycles.id, t.assessments.cycleId))
		.innerJoin(t.organisations, eq(t.organisations.id, t.assessments.organisationId))
		.innerJoin(t.answers, eq(t.answers.assessmentId, t.assessments.id))
		.innerJoin(t.requirements, eq(t.requirements.id, t.answers.requirementId))
		.innerJoin(t.frameworks, eq(t.frameworks.id, t.cycles.frameworkId))
		.where(
			and(
				eq(t.frameworks.key, VOLUNTARY_PRINCIPLES),
				eq(t.assessments.state, 'published'),
				eq(t.organisations.sample, true),
				inArray(t.cycles.key, REVIEWED_CYCLES),
				notInArray(t.organisations.slug, NOT_REVIEWED)
			)
		)
		.orderBy(t.organisations.slug, t.cycles.key, t.requirements.number);
	const reviewed = new Map<string, Reviewed>();
	for (const { assessment, cycle, answer } of rows) {
		const one = reviewed.get(assessment.id) ?? { assessment, cycle, answers: [] };
		one.answers.push(answer);
		reviewed.set(assessment.id, one);
	}
	return [...reviewed.values()];
}

/** Mostly what the company says, else a step beside it; none where it does not apply or is not public. */
function ratingBeside({ rating, visibility }: Answer, random: () => number): number | null {
	if (rating === null || !isShownTo('public', visibility)) return null;
	const drawn = random();
	const step = drawn < 0.2 ? -1 : drawn > 0.93 ? 1 : 0;
	return Math.max(0, Math.min(4, rating + step));
}

function saidOf(answer: Answer, rating: number, cycle: string, random: () => number) {
	const locale = answer.narrativeLocale;
	const said = WORDS[locale];
	const critical = isCritical(answer, rating);
	const replied = critical && random() < 0.4;
	return {
		rating,
		reason: rating === answer.rating ? null : critical ? said.lower : said.higher,
		reasonLocale: rating === answer.rating ? null : locale,
		reply: replied ? said.reply : null,
		replyLocale: replied ? locale : null,
		// A month after the cycle closed, in the year after the one that names it.
		replyUntil: critical ? `${Number(cycle) + 1}-03-31` : null
	};
}
