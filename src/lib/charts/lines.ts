/** Breaks a label into lines of at most `most` characters, between words; a longer word keeps a line of its own. */
export function breakLines(label: string, most: number): string[] {
	const lines: string[] = [];
	for (const word of label.split(/\s+/)) {
		const last = lines.at(-1);
		if (last !== undefined && last.length + 1 + word.length <= most)
			lines[lines.length - 1] = `${last} ${word}`;
		else lines.push(word);
	}
	return lines;
}
