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
