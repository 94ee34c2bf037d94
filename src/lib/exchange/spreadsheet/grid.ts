import type { FileFault } from '../import/vocabulary.ts';

/** A cell as it was read: its text, and what it is when that is no plain text. */
export interface Cell {
	text: string;
	is: 'text' | 'formula' | 'fault' | 'day' | 'moment';
}

/** One sheet: lines from the top, each with its number in the file. */
export interface Grid {
	/** Of the sheet, where the file has several. */
	name?: string;
	lines: readonly { line: number; cells: readonly Cell[] }[];
}

/** Where it lies, and what stands there instead of what. */
export interface FileFaultPlace {
	where: string;
	expected: string;
	found: string;
}

/** Why a file cannot be read; `where` is a cell, a range or a line. */
export class FileRefusal extends Error {
	override readonly name = 'FileRefusal';
	readonly fault: FileFault;
	readonly place: FileFaultPlace;

	constructor(fault: FileFault, where = '', { expected = '', found = '' } = {}) {
		super(`${fault} ${where}`.trim());
		this.fault = fault;
		this.place = { where, expected, found };
	}
}

/** The letters of a column, counted from 0: A, B, … Z, AA. */
export function columnLetters(column: number): string {
	const rest = Math.floor(column / 26);
	return (rest ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** How a spreadsheet calls a cell: its column counted from 0, its line from 1. */
export const cellName = (column: number, line: number): string => `${columnLetters(column)}${line}`;
