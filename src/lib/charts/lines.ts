/** The dashes of lines, so that of two that coincide both are seen: the first drawn is whole, those above it have gaps. */
export const DASHES: readonly (readonly number[])[] = [[], [9, 5], [3, 5], [12, 4, 3, 4], [5, 9]];

/** Half the size of the points of a line: the first drawn is the largest, and is seen around those above it. */
export const pointSize = (place: number, series: number): number =>
	4 + 2.5 * Math.max(0, Math.min(series, DASHES.length) - 1 - place);

/**
 * Breaks a label into lines of at most `most` characters, between words; a longer word keeps a line
 * of its own, and a space that does not break stays whole.
 */
export function breakLines(label: string, most: number): string[] {
	const lines: string[] = [];
	for (const word of label.split(/ +/)) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= most)
			lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}

/** At most so many lines; where there were more, the last one says so. The table below has the whole. */
export const shortened = (lines: readonly string[], most: number): string[] =>
	lines.length <= most
		? [...lines]
		: [...lines.slice(0, Math.max(1, most) - 1), `${lines[Math.max(1, most) - 1] ?? ''}…`];
