import type { AnswerContent } from '#lib/assessments/content.ts';
import { METRIC_LIMIT } from '#lib/assessments/vocabulary.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SheetContents, SheetRequirement } from './contents.server.ts';

/** What a line says, by the keys of its columns; a figure is a number. */
export type LineValues = Record<string, string | number>;

const ratingOf = ({ rating, notApplicable }: Pick<AnswerContent, 'rating' | 'notApplicable'>) =>
	notApplicable ? 'na' : rating === null ? '' : String(rating);

const headingOf = ({ number, title }: SheetRequirement, locale: Locale): LineValues => ({
	number,
	title: pickText(title, locale)
});

/** The line of an answer: choices by their values, guidance in the language of the file. */
export function answerLine(
	requirement: SheetRequirement,
	said: AnswerContent,
	{ levels, locale }: Pick<SheetContents, 'levels'> & { locale: Locale }
): LineValues {
	const { guidance, summary } = requirement;
	const described = guidance?.levels ?? levels.map(({ value, meaning }) => ({ value, ...meaning }));
	return {
		...headingOf(requirement, locale),
		plain: pickText(guidance?.plain ?? summary, locale),
		levels: described
			.map((level) => ({ value: level.value, label: pickText(level, locale) }))
			.filter(({ label }) => label)
			.map((level) => m.assessments_level(level, { locale }))
			.join('\n'),
		rating: ratingOf(said),
		notApplicableKind: said.notApplicableKind ?? '',
		notApplicableReason: said.notApplicableReason ?? '',
		narrative: said.narrative ?? '',
		narrativeLocale: said.narrativeLocale,
		changeNote: said.changeNote ?? '',
		confidence: said.confidence ?? '',
		visibility: said.visibility,
		...Object.fromEntries(
			said.evidence.flatMap(({ url, title, publisher }, place) => [
				[`evidence.${place}.url`, url],
				[`evidence.${place}.title`, title],
				[`evidence.${place}.publisher`, publisher ?? '']
			])
		)
	};
}

/** A line for each service in operation, and for each that the answer speaks of all the same. */
export function serviceLines(
	requirement: SheetRequirement,
	services: SheetContents['services'],
	{ locale, today }: { locale: Locale; today: string }
): LineValues[] {
	const said = new Map(requirement.answer?.services.map((line) => [line.serviceId, line]));
	return services
		.filter(({ id, endedOn }) => said.has(id) || !endedOn || endedOn > today)
		.map(({ id, name }) => {
			const line = said.get(id);
			return {
				...headingOf(requirement, locale),
				service: name,
				rating: line ? ratingOf(line) : '',
				note: line?.note ?? '',
				known: id
			};
		});
}

/** As many lines as an answer may have figures. */
export function figureLines(requirement: SheetRequirement, locale: Locale): LineValues[] {
	return Array.from({ length: METRIC_LIMIT }, (_, place) => {
		const line = requirement.answer?.metrics[place];
		return {
			...headingOf(requirement, locale),
			...(line && { ...line, sourceUrl: line.sourceUrl ?? '' })
		};
	});
}
