import type { LIGHT } from './picture/colours.ts';

/** How a surface of a chart is filled, so that colour is not the only sign. */
export type Texture =
	'plain' | 'diagonal' | 'counter' | 'dots' | 'lines' | 'grid' | 'cross' | 'empty';

type Property = keyof typeof LIGHT;

interface ToneStyle {
	/** Names of the CSS custom properties of the ground, and of the ink on it. */
	ground: Property;
	ink: Property;
	texture: Texture;
}

const on = (ground: Property, ink: Property, texture: Texture = 'plain'): ToneStyle => ({
	ground,
	ink,
	texture
});

/**
 * The named looks of a series. Ratings are one sequence from light to dark; the steps of a map, which carry no
 * number, differ from their neighbours by texture too, and so do the others.
 */
export const CHART_TONES = {
	'rating-0': on('--rating-0', '--rating-0-ink'),
	'rating-1': on('--rating-1', '--rating-1-ink'),
	'rating-2': on('--rating-2', '--rating-2-ink'),
	'rating-3': on('--rating-3', '--rating-3-ink'),
	'rating-4': on('--rating-4', '--rating-4-ink'),
	'shade-1': on('--rating-0', '--rating-0-ink'),
	'shade-2': on('--rating-1', '--rating-1-ink', 'lines'),
	'shade-3': on('--rating-2', '--rating-2-ink'),
	'shade-4': on('--rating-3', '--rating-3-ink', 'counter'),
	'shade-5': on('--rating-4', '--rating-4-ink'),
	na: on('--paper', '--ink', 'diagonal'),
	hidden: on('--paper', '--ink', 'dots'),
	none: on('--paper', '--ink', 'empty'),
	unrated: on('--paper', '--ink', 'empty'),
	step: on('--paper', '--ink', 'empty'),
	done: on('--good', '--paper'),
	partly: on('--good-soft', '--ink', 'counter'),
	ongoing: on('--info', '--paper', 'counter'),
	moving: on('--info-soft', '--ink', 'lines'),
	waiting: on('--sunken', '--ink'),
	doubt: on('--warn-soft', '--ink', 'grid'),
	late: on('--bad', '--paper'),
	replaced: on('--paper', '--ink', 'counter'),
	ended: on('--line-strong', '--paper'),
	unknown: on('--paper', '--ink', 'dots'),
	'series-1': on('--series-1', '--paper'),
	'series-2': on('--series-2', '--paper'),
	'series-3': on('--series-3', '--paper'),
	'series-4': on('--series-4', '--paper'),
	'series-5': on('--series-5', '--paper')
} as const satisfies Record<string, ToneStyle>;

export type ChartTone = keyof typeof CHART_TONES;
