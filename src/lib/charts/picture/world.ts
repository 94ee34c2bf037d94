import { geoEqualEarth, geoPath } from 'd3-geo';
import atlas from 'world-atlas/countries-110m.json';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { areasOf, type WorldAtlas } from '../map/areas.ts';
import { keyOf, looks } from '../map/looks.ts';
import type { MapShape } from '../shape.ts';
import { colourOf } from './colours.ts';
import { element, escapeXml } from './element.ts';
import { fillOf } from './marks.ts';
import { drawKey, keyRows, type Panel } from './panel.ts';
import { INNER, MARGIN } from './sheet.ts';

const EDGE = colourOf('--rating-edge');
const POINT = 5;

const areas = areasOf(atlas as unknown as WorldAtlas);
const outlines = {
	type: 'FeatureCollection' as const,
	features: areas.map(({ outline }) => outline)
};

/** The world in equal areas below its key: every country in the look of its step, with its words. */
export function worldPanel(shape: MapShape, top: number, locale: Locale): Panel {
	const key = keyRows(keyOf(shape), locale);
	const from = top + key.length * 24;
	const projection = geoEqualEarth().fitWidth(INNER, outlines);
	const [[, north], [, south]] = geoPath(projection).bounds(outlines);
	const [x, y] = projection.translate();
	projection.translate([x + MARGIN, y + from - north]);
	const path = geoPath(projection).digits(1);
	const { lookOf, wordsOf, points } = looks(shape, locale);
	const mark = (code: string | null, drawn: (fill: string) => string) => {
		const said = wordsOf(code);
		return element(
			'g',
			{},
			...(said ? [element('title', {}, escapeXml(`${said.name}: ${said.text}`))] : []),
			drawn(fillOf(lookOf(code).tone))
		);
	};
	const drawn = [
		drawKey(key, top, locale),
		...areas.map(({ code, outline }) =>
			mark(code, (fill) =>
				element('path', {
					d: path(outline) ?? '',
					fill,
					stroke: EDGE,
					'stroke-width': 0.6,
					'stroke-linejoin': 'round'
				})
			)
		),
		...points.map(({ code, at }) => {
			const [cx = 0, cy = 0] = projection([...at]) ?? [];
			return mark(code, (fill) => element('circle', { cx, cy, r: POINT, fill, stroke: EDGE }));
		})
	].join('');
	return {
		drawn,
		bottom: Math.ceil(from + south - north) + 12,
		tones: keyOf(shape).map(({ tone }) => tone)
	};
}
