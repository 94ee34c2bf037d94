/** Where a text has a number that is bound to a figure: `{{number 1}}`. */
export const NUMBER_MARK = /\{\{\s*number\s+(\d{1,3})\s*\}\}/gi;

/** How a text names a number. */
export const numberMark = (position: number): string => `{{number ${position}}}`;

/** How a line of a text places a figure. */
export const figureMark = (position: number): string => `{{figure ${position}}}`;

/** The numbers that a text names, each once, in its order. */
export const numbersNamed = (markdown: string): number[] => [
	...new Set([...markdown.matchAll(NUMBER_MARK)].map(([, named]) => Number(named)))
];
