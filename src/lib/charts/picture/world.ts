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

/** The world on the sheet, its top at 0: the same in every picture, so drawn once. */
function project() {
	const areas = areasOf(atlas as unknown as WorldAtlas);
	const outlines = {
		type: 'FeatureCollection' as const,
		features: areas.map(({ outline }) => outline)
	};
	const projection = geoEqualEarth().fitWidth(INNER, outlines);
	const [[, north], [, south]] = geoPath(projection).bounds(outlines);
	const [x, y] = projection.translate();
	projection.translate([x + MARGIN, y - north]);
	const path = geoPath(projection).digits(1);
	return {
		projection,
		height: south - north,
		paths: areas.map(({ code, outline }) => ({ code, d: path(outline) ?? '' }))
	};
}
let drawnOnce: ReturnType<typeof project> | undefined;

/** The world in equal areas below its key: every country in the look of its step, with its words. */
export function worldPanel(shape: MapShape, top: number, locale: Locale): Panel {
	const key = keyRows(keyOf(shape), locale);
	const from = top + key.length * 24;
	const { projection, height, paths } = (drawnOnce ??= project());
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
	const marks = [
		...paths.map(({ code, d }) =>
			mark(code, (fill) =>
				element('path', {
					d,
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
	];
	return {
		drawn:
			drawKey(key, top, locale) + element('g', { transform: `translate(0 ${from})` }, ...marks),
		bottom: Math.ceil(from + height) + 12,
		tones: keyOf(shape).map(({ tone }) => tone)
	};
}
