import type { Attachment } from 'svelte/attachments';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { Drawn } from './shape.ts';

/** Loads the drawing code when the chart comes near the screen, and draws. */
export function drawOnSight(shape: Drawn, locale: Locale): Attachment<HTMLCanvasElement> {
	return (canvas) => {
		let erase: (() => void) | undefined;
		let gone = false;
		const start = async () => {
			if (shape.kind === 'map') {
				const { readWorld, drawMap } = await import('./map/draw.client.ts');
				const world = await readWorld();
				if (!gone) erase = drawMap(canvas, { shape, world, locale });
				return;
			}
			const { draw } = await import('./draw.client.ts');
			if (!gone) erase = draw(canvas, shape, locale);
		};
		const observer = new IntersectionObserver(
			(entries) => {
				if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
				observer.disconnect();
				// Where the code does not arrive, the table below says the same.
				start().catch(() => {});
			},
			{ rootMargin: '300px' }
		);
		observer.observe(canvas);
		return () => {
			gone = true;
			observer.disconnect();
			erase?.();
		};
	};
}
