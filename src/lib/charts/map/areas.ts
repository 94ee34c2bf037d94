import { feature } from 'topojson-client';
import type { Feature, Geometry } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** The outlines of Natural Earth, as the package `world-atlas` keeps them: each with the number that ISO 3166 gives it. */
export type WorldAtlas = Topology<{ countries: GeometryCollection }>;

export interface Area {
	/** ISO 3166-1 alpha-2; null where the standard knows no such country. */
	code: string | null;
	outline: Feature<Geometry>;
}

const NOBODYS = 'AQ';

/** The two letters for a country's number: the locale data that every JavaScript engine carries know both. */
export function codeOfNumber(number: string): string | null {
	const { region = '' } = new Intl.Locale(`und-${number}`);
	return /^[A-Z]{2}$/.test(region) ? region : null;
}

/** Everything on the map but Antarctica, which no country made a promise for. */
export function areasOf(atlas: WorldAtlas): Area[] {
	return feature(atlas, atlas.objects.countries)
		.features.map((outline) => ({
			code: outline.id === undefined ? null : codeOfNumber(String(outline.id)),
			outline
		}))
		.filter(({ code }) => code !== NOBODYS);
}
