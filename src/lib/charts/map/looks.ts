import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { MapShape, MapStep } from '../shape.ts';

/** What the key of a map lists: its steps, what nothing is said of, and what is not counted, if anything is. */
export const keyOf = ({ steps, empty, rest }: MapShape): MapStep[] =>
	rest.tone === empty.tone ? [...steps, empty] : [...steps, empty, rest];

/** How each area of a map looks and what it is called, whether or not something is said of it. */
export function looks(shape: MapShape, locale: Locale) {
	const places = new Map(shape.places.map((place) => [place.code, place]));
	const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
	const placeOf = (code: string | null) => (code === null ? undefined : places.get(code));
	return {
		lookOf(code: string | null): MapStep {
			const place = placeOf(code);
			if (!place) return shape.rest;
			return (place.step === null ? undefined : shape.steps[place.step]) ?? shape.empty;
		},
		/** Null for an area that has no code, and so no name that all agree on. */
		wordsOf(code: string | null): { name: string; text: string } | null {
			const place = placeOf(code);
			if (place) return { name: place.name[locale], text: place.said[locale] };
			const name = code === null ? undefined : regions.of(code);
			return name ? { name, text: shape.rest.label[locale] } : null;
		},
		points: shape.places.flatMap(({ code, at }) => (at ? [{ code, at }] : []))
	};
}
