import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { Confidence, Continuity, NotApplicableKind, Visibility } from './vocabulary.ts';

export interface EvidenceLine {
	url: string;
	title: string;
	publisher: string | null;
}

/** What an answer says of one of the organisation's services: neither rated nor not applicable while nothing is said. */
export interface ServiceLine {
	serviceId: string;
	name: string;
	rating: number | null;
	notApplicable: boolean;
	note: string | null;
}

/** A figure in an answer, as given: the period in the organisation's words (`2025`, `2025-H1`). */
export interface MetricLine {
	name: string;
	value: number;
	unit: string;
	period: string;
	sourceUrl: string | null;
}

/** What a company says about one requirement. */
export interface AnswerContent {
	rating: number | null;
	notApplicable: boolean;
	notApplicableKind: NotApplicableKind | null;
	notApplicableReason: string | null;
	narrative: string | null;
	narrativeLocale: Locale;
	/** What has changed since the last cycle. */
	changeNote: string | null;
	confidence: Confidence | null;
	visibility: Visibility;
	evidence: readonly EvidenceLine[];
	/** In the order of their names. */
	services: readonly ServiceLine[];
	metrics: readonly MetricLine[];
}

/** An answer in which nothing is said yet. */
export const NOTHING_SAID: AnswerContent = Object.freeze({
	rating: null,
	notApplicable: false,
	notApplicableKind: null,
	notApplicableReason: null,
	narrative: null,
	narrativeLocale: 'en',
	changeNote: null,
	confidence: null,
	visibility: 'public',
	evidence: [],
	services: [],
	metrics: []
});

/**
 * What an organisation's services, as far as they were rated, say of its rating of the whole: the lowest and
 * the highest, how many are in place (3 or more) of how many it concerns. Null where none was rated.
 */
export function spreadOf(
	services: readonly Pick<ServiceLine, 'rating' | 'notApplicable'>[]
): { lowest: number; highest: number; inPlace: number; concerned: number } | null {
	const ratings = services.flatMap(({ rating }) => (rating === null ? [] : [rating]));
	if (!ratings.length) return null;
	return {
		lowest: Math.min(...ratings),
		highest: Math.max(...ratings),
		inPlace: ratings.filter((rating) => rating >= IN_PLACE).length,
		concerned: services.filter(({ notApplicable }) => !notApplicable).length
	};
}

/** The rating from which on something is in place (DESIGN §1). */
const IN_PLACE = 3;

/** Whether a rating of the whole lies within what the services say by themselves; so it does where none was rated. */
export function isWithinSpread(
	rating: number | null,
	services: readonly Pick<ServiceLine, 'rating' | 'notApplicable'>[]
): boolean {
	const spread = spreadOf(services);
	return !spread || rating === null || (spread.lowest <= rating && rating <= spread.highest);
}

/** An answer as it was attested before it could say as much as now. */
export type AttestedContent = Omit<AnswerContent, LaterPart | 'services'> &
	Partial<Pick<AnswerContent, LaterPart>> & {
		services?: readonly Omit<ServiceLine, 'serviceId'>[];
	};
type LaterPart = 'notApplicableKind' | 'changeNote' | 'confidence' | 'metrics';

/** What each part of an answer says, as texts that are alike when the parts are. */
const PARTS: Record<keyof AnswerContent, (answer: AttestedContent) => string> = {
	rating: ({ rating }) => JSON.stringify(rating),
	notApplicable: ({ notApplicable }) => JSON.stringify(notApplicable),
	notApplicableKind: ({ notApplicableKind }) => JSON.stringify(notApplicableKind ?? null),
	notApplicableReason: ({ notApplicableReason }) => JSON.stringify(notApplicableReason),
	narrative: ({ narrative }) => JSON.stringify(narrative),
	narrativeLocale: ({ narrativeLocale }) => narrativeLocale,
	changeNote: ({ changeNote }) => JSON.stringify(changeNote ?? null),
	confidence: ({ confidence }) => JSON.stringify(confidence ?? null),
	visibility: ({ visibility }) => visibility,
	evidence: ({ evidence }) =>
		JSON.stringify(evidence.map(({ url, title, publisher }) => [url, title, publisher])),
	services: ({ services = [] }) =>
		JSON.stringify(
			services
				.map(
					({ name, rating, notApplicable, note }) => [name, rating, notApplicable, note] as const
				)
				.sort(([one], [other]) => (one < other ? -1 : 1))
		),
	metrics: ({ metrics = [] }) =>
		JSON.stringify(
			metrics.map(({ name, value, unit, period, sourceUrl }) => [
				name,
				value,
				unit,
				period,
				sourceUrl
			])
		)
};
export type AnswerPart = keyof AnswerContent;

/** The parts in which two answers differ, in the order of the form. */
export function changedParts(one: AttestedContent, other: AttestedContent): AnswerPart[] {
	return (Object.keys(PARTS) as AnswerPart[]).filter(
		(part) => PARTS[part](one) !== PARTS[part](other)
	);
}

/** Whether two answers say the same, evidence, services and figures included. */
export function sameAnswer(one: AttestedContent, other: AttestedContent): boolean {
	return changedParts(one, other).length === 0;
}

/**
 * What an answer is beside the earlier one, whoever may read it and whatever it says of changes. The same is
 * confirmed by whoever is `done` with it; `was` is what it has been so far.
 */
export function continuityOf(
	answer: AnswerContent,
	earlier: AnswerContent | null,
	{ done, was }: { done: boolean; was: Continuity | null }
): Continuity {
	if (!earlier) return 'new';
	const { visibility, changeNote } = earlier;
	if (!sameAnswer({ ...answer, visibility, changeNote }, earlier)) return 'changed';
	return done || was === 'confirmed' ? 'confirmed' : 'carried';
}
