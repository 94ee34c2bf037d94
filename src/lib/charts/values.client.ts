import { BarElement, type Plugin } from 'chart.js';
import type { Surface } from './surface.client.ts';

const MARGIN = 4;

/** Writes each value into its bar where there is room: a number needs no key. */
export function valuesInBars(
	surfaces: readonly Surface[],
	write: (value: number) => string,
	font: { family: string; size: number }
): Plugin<'bar' | 'line'> {
	return {
		id: 'valuesInBars',
		afterDatasetsDraw(chart) {
			const { ctx } = chart;
			const across = chart.options.indexAxis === 'y';
			ctx.save();
			ctx.font = `600 ${font.size}px ${font.family}`;
			ctx.textAlign = 'center';
			ctx.textBaseline = 'middle';
			for (const [place, { data }] of chart.data.datasets.entries()) {
				const surface = surfaces[place];
				const meta = chart.getDatasetMeta(place);
				if (!surface || meta.hidden) continue;
				for (const [at, bar] of meta.data.entries()) {
					const value = data[at];
					if (typeof value !== 'number' || value === 0 || !(bar instanceof BarElement)) continue;
					const text = write(value);
					const wide = ctx.measureText(text).width + 2 * MARGIN;
					const { x, y, base, width, height } = bar.getProps(
						['x', 'y', 'base', 'width', 'height'],
						true
					);
					if (width < wide || height < font.size + MARGIN) continue;
					const middle = across
						? { x: (Number(x) + Number(base)) / 2, y: Number(y) }
						: { x: Number(x), y: (Number(y) + Number(base)) / 2 };
					// On a texture the number stands on a ground of its own, to be legible.
					if (typeof surface.fill !== 'string') {
						ctx.fillStyle = surface.ground;
						ctx.fillRect(middle.x - wide / 2, middle.y - font.size / 2 - 2, wide, font.size + 4);
					}
					ctx.fillStyle = surface.ink;
					ctx.fillText(text, middle.x, middle.y + 1);
				}
			}
			ctx.restore();
		}
	};
}
