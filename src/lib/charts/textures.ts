import type { Texture } from './tones.ts';

/** Length of the side of the tile that a texture repeats. */
export const TILE = 8;

export type Line = readonly [fromX: number, fromY: number, toX: number, toY: number];

const RISING: readonly Line[] = [
	[-2, 2, 2, -2],
	[0, 8, 8, 0],
	[6, 10, 10, 6]
];
const FALLING: readonly Line[] = [
	[-2, 6, 2, 10],
	[0, 0, 8, 8],
	[6, -2, 10, 2]
];

/** The lines of each texture within its tile; dots are a square in its middle. */
export const STROKES: Record<Texture, readonly Line[]> = {
	plain: [],
	empty: [],
	dots: [],
	diagonal: RISING,
	counter: FALLING,
	cross: [...RISING, ...FALLING],
	lines: [[0, 4, 8, 4]],
	grid: [
		[0, 4, 8, 4],
		[4, 0, 4, 8]
	]
};
