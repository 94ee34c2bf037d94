import type { NotApplicableKind, Visibility } from '#lib/assessments/vocabulary.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';

export interface SampleAnswer {
	/** Number of the principle, 1 to 11. */
	number: number;
	rating: number | null;
	notApplicable: boolean;
	notApplicableKind: NotApplicableKind | null;
	notApplicableReason: string | null;
	narrative: string | null;
	narrativeLocale: Locale;
	visibility: Visibility;
	evidence: { url: string; title: string; publisher: string } | null;
}

const NARRATIVES: Record<Locale, readonly string[]> = {
	en: [
		'Sample text: nothing has been decided yet; the subject is on the agenda of the safety board.',
		'Sample text: decided this year, with an owner and a date; work starts next quarter.',
		'Sample text: in place for the main service; the smaller services follow.',
		'Sample text: in place on every service this principle concerns, under written rules.',
		'Sample text: in place everywhere; results are measured each quarter and shared with partners.'
	],
	fr: [
		'Texte d’exemple : rien n’est encore décidé; le sujet est à l’ordre du jour du comité de sécurité.',
		'Texte d’exemple : décidé cette année, avec un responsable et une date; les travaux commencent au prochain trimestre.',
		'Texte d’exemple : en place pour le service principal; les plus petits services suivront.',
		'Texte d’exemple : en place dans tous les services que ce principe concerne, selon des règles écrites.',
		'Texte d’exemple : en place partout; les résultats sont mesurés chaque trimestre et communiqués aux partenaires.'
	]
};

const NOT_APPLICABLE: Record<Locale, string> = {
	en: 'Sample text: none of our services offers what this principle is about.',
	fr: 'Texte d’exemple : aucun de nos services n’offre ce dont traite ce principe.'
};

/** A small generator of numbers from 0 up to 1 that a seed fixes (mulberry32, public domain). */
export function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/**
 * The made-up answers of one company over so many yearly cycles: ratings mostly rise, now and then one
 * falls back; a principle that does not apply stays so; most answers are public.
 */
export function sampleAnswers(seed: number, cycles: number): SampleAnswer[][] {
	const random = seeded(seed);
	const locale: Locale = random() < 0.35 ? 'fr' : 'en';
	const principles = Array.from({ length: 11 }, (_, index) => ({
		number: index + 1,
		// Live streaming and search (5 and 6) are what services most often do not offer.
		notApplicable: (index === 4 || index === 5) && random() < 0.45,
		rating: Math.floor(random() * 3),
		visibility:
			random() < 0.8
				? ('public' as const)
				: random() < 0.5
					? ('partners' as const)
					: ('secretariat' as const)
	}));
	return Array.from({ length: cycles }, () =>
		principles.map((principle) => {
			const step = random();
			principle.rating = Math.max(
				0,
				Math.min(4, principle.rating + (step < 0.45 ? 1 : step > 0.94 ? -1 : 0))
			);
			const { number, notApplicable, rating, visibility } = principle;
			return {
				number,
				rating: notApplicable ? null : rating,
				notApplicable,
				notApplicableKind: notApplicable ? ('no_such_service' as const) : null,
				notApplicableReason: notApplicable ? NOT_APPLICABLE[locale] : null,
				narrative: notApplicable ? null : (NARRATIVES[locale][rating] ?? null),
				narrativeLocale: locale,
				visibility,
				evidence:
					rating >= 3 && !notApplicable
						? {
								url: `https://example.org/sample/safety-report#principle-${number}`,
								title: locale === 'fr' ? 'Rapport de sécurité (exemple)' : 'Safety report (sample)',
								publisher: 'example.org'
							}
						: null
			};
		})
	);
}
