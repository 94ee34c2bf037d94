import { drawOnSight } from '#lib/charts/draw-on-sight.ts';
import type { Drawn } from '#lib/charts/shape.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';

/** Has a chart drawn, once it comes near the screen, from what the server wrote beside it. */
export function chart(canvas: HTMLCanvasElement): void {
	const locale = LOCALES.find((one) => one === document.documentElement.lang);
	if (!locale || !canvas.dataset['drawn']) return;
	drawOnSight(JSON.parse(canvas.dataset['drawn']) as Drawn, locale)(canvas);
}
