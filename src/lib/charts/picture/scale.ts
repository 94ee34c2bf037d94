/** Where the axis of values ends, and the values at which a line crosses it: 0 to the first that holds `most`. */
export function scaleTo(most: number, whole: boolean, ticks = 5): number[] {
	const rough = Math.max(most, whole ? 1 : Number.EPSILON) / ticks;
	const power = 10 ** Math.floor(Math.log10(rough));
	const nice = [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= rough);
	const step = whole ? Math.max(1, Math.ceil(nice ?? rough)) : (nice ?? rough);
	const lines = Math.max(1, Math.ceil(most / step - 1e-9));
	return Array.from({ length: lines + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}

/** How wide a text is drawn, in pixels, as near as a program without the typeface can say. */
export const widthOf = (text: string, size: number): number => text.length * size * 0.54;
