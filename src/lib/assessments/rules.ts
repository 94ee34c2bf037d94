import {
	RATINGS,
	SMALLEST_GROUP,
	type Disclosure,
	type Rating
} from '#lib/frameworks/vocabulary.ts';
import type { OrganisationKind } from '#lib/organisations/vocabulary.ts';
import type { AnswerContent } from './content.ts';
import {
	CELL_CODES,
	VISIBILITIES,
	type AnswerProgress,
	type AssessmentState,
	type Continuity,
	type Visibility
} from './vocabulary.ts';

interface Step {
	from: readonly AssessmentState[];
	to: AssessmentState;
}

/** How an assessment moves (DESIGN §2): every step is one command. */
export const ASSESSMENT_STEPS = {
	submit: { from: ['draft', 'returned'], to: 'submitted' },
	begin_review: { from: ['submitted'], to: 'in_review' },
	return: { from: ['in_review'], to: 'returned' },
	accept: { from: ['in_review'], to: 'accepted' },
	publish: { from: ['accepted'], to: 'published' }
} as const satisfies Record<string, Step>;
export type AssessmentStep = keyof typeof ASSESSMENT_STEPS;

/** Whether a step is open from a state. */
export function isStepOpen(step: AssessmentStep, state: AssessmentState): boolean {
	const { from }: Step = ASSESSMENT_STEPS[step];
	return from.includes(state);
}

/** What decides how far an answer has got. */
type Said = Pick<
	AnswerContent,
	'rating' | 'notApplicable' | 'notApplicableKind' | 'notApplicableReason' | 'narrative'
> & { continuity?: Continuity };

/**
 * How far an answer has got: complete with a rating and a narrative, or not applicable with a reason, both
 * from the list and in words. What was carried over from the cycle before is not complete until someone
 * has confirmed it.
 */
export function progressOf(answer: Said | null | undefined): AnswerProgress {
	if (!answer) return 'not_started';
	const reason = answer.notApplicableReason?.trim();
	const narrative = answer.narrative?.trim();
	const kind = answer.notApplicableKind;
	if (answer.notApplicable ? kind && reason : answer.rating !== null && narrative)
		return answer.continuity === 'carried' ? 'carried' : 'completed';
	return answer.notApplicable || answer.rating !== null || narrative || reason || kind
		? 'in_progress'
		: 'not_started';
}

/** The numbers of the requirements whose answers are not complete, in the order given. */
export function missingForSubmission(
	requirements: readonly {
		number: number;
		answer: Parameters<typeof progressOf>[0];
	}[]
): number[] {
	return requirements
		.filter(({ answer }) => progressOf(answer) !== 'completed')
		.map(({ number }) => number);
}

/**
 * Whether someone wrote everything there is to attest: then another person has to attest it. Answers
 * whose author is not known are nobody's.
 */
export function wroteEverything(
	userId: string,
	answers: readonly { updatedBy: string | null }[]
): boolean {
	return answers.length > 0 && answers.every(({ updatedBy }) => updatedBy === userId);
}

/** Whether an answer of this visibility is read by this audience, once it is published. */
export function isShownTo(audience: Visibility, visibility: Visibility): boolean {
	return VISIBILITIES.indexOf(visibility) <= VISIBILITIES.indexOf(audience);
}

/** Whether what an organisation publishes is shown as its own, or only summed up with that of others. */
export const isDisclosed = (disclosure: Disclosure, disclosesOwn: boolean): boolean =>
	disclosure === 'per_organisation' || disclosesOwn;

/** Whether what an organisation answers is published in sums only, and nobody but the secretariat reads its own. */
export const isSumOnly = ({
	framework,
	disclosesOwn
}: {
	framework: { disclosure: Disclosure };
	disclosesOwn: boolean;
}): boolean => !isDisclosed(framework.disclosure, disclosesOwn);

/** The page on which the public reads a published assessment, or the sums that it is in; without language. */
export function publicPageOf(assessment: {
	framework: { disclosure: Disclosure };
	disclosesOwn: boolean;
	organisation: { slug: string; countryCode: string | null; kind: OrganisationKind };
	cycle: { key: string };
}): string {
	const { slug, countryCode, kind } = assessment.organisation;
	if (isSumOnly(assessment)) return '/countries/capabilities';
	return kind === 'company'
		? `/companies/${slug}?cycle=${assessment.cycle.key}`
		: `/countries/${countryCode}#own-assessment`;
}

/**
 * Whether what was published may be summed up (again): enough organisations that keep their own answers to
 * themselves, none of them `counted` in the last sum.
 */
export const mayAggregate = (
	published: readonly { counted: boolean; disclosed: boolean }[]
): boolean =>
	published.filter(({ counted, disclosed }) => !disclosed && !counted).length >= SMALLEST_GROUP;

/** How many cells of a matrix hold each rating, 0 to 4, and last how many are not applicable. */
export const aggregateOf = (cells: readonly number[]): number[] =>
	[...RATINGS, CELL_CODES.notApplicable].map(
		(code) => cells.filter((cell) => cell === code).length
	);

/** What an answer holds that decides how it may be shown in a matrix. */
export interface RatedAnswer {
	rating: number | null;
	notApplicable: boolean;
	visibility: Visibility;
}

/** The place of an answer in a matrix, for those who may read it: the rating 0 to 4 or one of CELL_CODES. */
export const ratingCode = ({ notApplicable, rating }: RatedAnswer): number =>
	notApplicable ? CELL_CODES.notApplicable : (rating ?? CELL_CODES.notAnswered);

/**
 * The row of a published assessment in a public matrix: per requirement, in the framework's order. An
 * answer that the public may not see is *not public* whatever it holds, so that its being not
 * applicable is not told either.
 */
export function publishedRatings(answers: readonly (RatedAnswer | null | undefined)[]): number[] {
	return answers.map((answer) => {
		if (!answer) return CELL_CODES.notAnswered;
		return isShownTo('public', answer.visibility) ? ratingCode(answer) : CELL_CODES.notPublic;
	});
}

/** What a place of a matrix says, in the words of the marks. */
export function cellOf(value: number | undefined): 'rating' | 'na' | 'hidden' | 'none' {
	if (RATINGS.includes(value as Rating)) return 'rating';
	if (value === CELL_CODES.notApplicable) return 'na';
	return value === CELL_CODES.notPublic ? 'hidden' : 'none';
}

/** Whether a cycle takes answers on this day (`2026-11-23`, UTC): from the day it opens to the day it closes. */
export function isCycleOpen(
	{ opensOn, closesOn }: { opensOn: string; closesOn: string },
	today: string
): boolean {
	return opensOn <= today && today <= closesOn;
}

/**
 * Whether it is too late to hand in an assessment that never was: after the last day the organisation had.
 * What was returned is answered whenever it comes back; what was typed is saved on any day.
 */
export const isClosedFor = (
	{ state, days }: { state: AssessmentState; days: { opensOn: string; closesOn: string } },
	today: string
): boolean => state === 'draft' && !isCycleOpen(days, today);

const AUDIENCE_KINDS: Record<string, readonly OrganisationKind[]> = {
	companies: ['company'],
	governments: ['government', 'subnational_government']
};

/** The kinds of organisation that answer a framework of this audience. */
export const kindsAnswering = (audience: string): readonly OrganisationKind[] =>
	AUDIENCE_KINDS[audience] ?? [];

/** Whether a framework of this audience is answered by organisations of this kind. */
export function isAnsweredBy(audience: string, kind: OrganisationKind): boolean {
	return kindsAnswering(audience).includes(kind);
}

interface Course {
	organisation: { slug: string; referencePrefix: string | null };
	cycle: { key: string };
}

/** What an organisation's assessment in a cycle is called in letters, as `SAMPLE-2026`. */
export const courseReference = ({ organisation, cycle }: Course): string =>
	`${organisation.referencePrefix ?? organisation.slug}-${cycle.key}`.toUpperCase();

/** What a submission is called in letters: whose, which cycle, which revision, as `SAMPLE-2026-R1`. */
export const referenceOf = (course: Course, revision: number): string =>
	`${courseReference(course)}-R${revision}`;
