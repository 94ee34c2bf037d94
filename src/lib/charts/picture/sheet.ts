import { colourOf } from './colours.ts';

/** The sheet on which pictures are drawn, in pixels: as wide as a page of text, as tall as it must be. */
export const WIDTH = 960;
export const MARGIN = 24;
export const INNER = WIDTH - 2 * MARGIN;

export const INK = colourOf('--ink');
export const SOFT = colourOf('--ink-soft');
