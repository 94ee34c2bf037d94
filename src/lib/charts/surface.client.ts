import { STROKES, TILE } from './textures.ts';
import { CHART_TONES, type ChartTone, type Texture } from './tones.ts';

export interface Surface {
	fill: string | CanvasPattern;
	ground: string;
	ink: string;
}

const FORCED = ['empty', 'diagonal', 'dots', 'lines', 'counter', 'grid', 'cross'] as const;

/** The page's colours as they are now: light, dark or chosen by the reader's system. */
export function readColours(canvas: HTMLCanvasElement) {
	const style = getComputedStyle(canvas);
	const colour = (name: string) => style.getPropertyValue(name).trim() || 'CanvasText';
	const forced = matchMedia('(forced-colors: active)').matches;
	return {
		font: style.fontFamily,
		ink: colour('--ink'),
		line: colour('--line'),
		edge: colour('--rating-edge'),
		paper: colour('--paper'),
		surface(tone: ChartTone, place: number): Surface {
			const { ground, ink, texture } = CHART_TONES[tone];
			if (!forced) return paint(colour(ground), colour(ink), colour('--rating-texture'), texture);
			// Where the system chooses the colours, only the texture can tell series apart.
			const own = FORCED[place % FORCED.length] ?? 'empty';
			return paint('Canvas', 'CanvasText', 'CanvasText', own);
		}
	};
}

function paint(ground: string, ink: string, thread: string, texture: Texture): Surface {
	if (texture === 'plain' || texture === 'empty') return { fill: ground, ground, ink };
	const scale = Math.max(1, Math.round(devicePixelRatio));
	const tile = document.createElement('canvas');
	tile.width = tile.height = TILE * scale;
	const context = tile.getContext('2d');
	if (!context) return { fill: ground, ground, ink };
	context.scale(scale, scale);
	context.fillStyle = ground;
	context.fillRect(0, 0, TILE, TILE);
	context.strokeStyle = context.fillStyle = thread;
	context.lineWidth = 1;
	context.beginPath();
	for (const [fromX, fromY, toX, toY] of STROKES[texture]) {
		context.moveTo(fromX, fromY);
		context.lineTo(toX, toY);
	}
	context.stroke();
	if (texture === 'dots') context.fillRect(3, 3, 2, 2);
	const pattern = context.createPattern(tile, 'repeat');
	if (!pattern) return { fill: ground, ground, ink };
	pattern.setTransform(new DOMMatrix().scale(1 / scale));
	return { fill: pattern, ground, ink };
}
