import type { FormValues } from '#lib/forms/parse.ts';
import type { Problem } from '../import/check.ts';
import { cellName, FileRefusal, type Cell, type Grid } from '../spreadsheet/grid.ts';
import { tidy } from '../spreadsheet/values.ts';
import { choiceOf, sheetColumns, type SheetChoices, type SheetColumn } from './columns.ts';
import { readBase, readIdentification, type Base, type Identification } from './identification.ts';
import type { SheetKind } from './vocabulary.ts';

/** What is wrong with a cell, whichever sheet it lies on. */
export type SheetProblem = Omit<Problem, 'key'> & {
	sheet: string;
	/** How its column is called, in both languages. */
	column: SheetColumn['label'];
};

/** Where a field of the form stands in the file. */
type Place = Pick<SheetProblem, 'sheet' | 'cell' | 'column' | 'value'>;

/** What a file says of one requirement, as the form of an answer would send it. */
export interface ReadAnswer {
	number: number;
	/** What it was when the file was made; null where the cell that says so was lost. */
	base: Base | null;
	values: FormValues;
	problems: SheetProblem[];
	places: Record<string, Place>;
	/** Which sheets beside that of the answers the file has: what it does not speak of is left as it is. */
	speaksOf: { services: boolean; figures: boolean };
}

interface Line {
	line: number;
	cells: readonly Cell[];
}
interface Known {
	choices: SheetChoices;
	services: readonly { id: string; name: string }[];
	numbers: readonly number[];
}

/** The sheets of a file that are ours, by what they hold, and whose file it is. Throws `FileRefusal`. */
export function recognise(grids: readonly Grid[]) {
	const found: Partial<Record<SheetKind, Grid>> = {};
	let identification: Identification | null = null;
	for (const grid of grids) {
		const header = grid.lines[0]?.cells ?? [];
		const place = header.findLastIndex(({ text }) => text.trim());
		const said = readIdentification(header[place]?.text ?? '');
		const kind =
			said && (['answers', 'services', 'figures'] as const).find((one) => one === said.kind);
		if (!said || !kind) continue;
		requireColumns(header, sheetColumns[kind]());
		found[kind] = grid;
		if (kind === 'answers') identification = said;
	}
	if (!identification || !found.answers) throw new FileRefusal('not_ours');
	return { identification, sheets: { ...found, answers: found.answers } };
}

function requireColumns(header: readonly Cell[], columns: readonly SheetColumn[]): void {
	for (const [at, { label, holds }] of columns.entries()) {
		const found = tidy(header[at]?.text ?? '');
		if (holds !== 'known' && found !== tidy(label.en) && found !== tidy(label.fr))
			throw new FileRefusal('wrong_column', cellName(at, 1), {
				found: found.slice(0, 100),
				expected: `${label.en} / ${label.fr}`
			});
	}
}

/** What the sheets of a file say, requirement by requirement. Throws `FileRefusal`. */
export function readAnswers(
	{ answers, services, figures }: ReturnType<typeof recognise>['sheets'],
	known: Known
): ReadAnswer[] {
	const all = new Map<number, ReadAnswer>();
	const speaksOf = { services: Boolean(services), figures: Boolean(figures) };
	for (const line of filled(answers)) {
		const number = numberOf(line, known.numbers);
		if (all.has(number))
			throw new FileRefusal('twice', cellName(0, line.line), { found: String(number) });
		const read: ReadAnswer = {
			number,
			base: readBase(line.cells[sheetColumns.answers().length - 1]?.text ?? ''),
			values: {},
			problems: [],
			places: {},
			speaksOf
		};
		readLine(read, line, { kind: 'answers', sheet: answers.name ?? '', prefix: '' }, known);
		all.set(number, read);
	}
	const next = new Map<string, number>();
	for (const [kind, grid, name] of [
		['services', services, 'services'],
		['figures', figures, 'metrics']
	] as const)
		for (const line of grid ? filled(grid) : []) {
			const number = numberOf(line, known.numbers);
			const read = all.get(number);
			if (!read || !saysSomething(line, sheetColumns[kind]())) continue;
			const place = next.get(`${name} ${number}`) ?? 0;
			next.set(`${name} ${number}`, place + 1);
			const prefix = `${name}.${place}.`;
			readLine(read, line, { kind, sheet: grid?.name ?? '', prefix }, known);
			if (kind === 'services') nameService(read, line, prefix, known, grid?.name ?? '');
		}
	return [...all.values()];
}

const filled = ({ lines }: Grid): Line[] =>
	lines.slice(1).filter(({ cells }) => cells.some(({ text }) => text.trim()));

const saysSomething = ({ cells }: Line, columns: readonly SheetColumn[]) =>
	columns.some(({ holds }, at) => isInput(holds) && cells[at]?.text.trim());

const isInput = (holds: SheetColumn['holds']) => holds !== 'fixed' && holds !== 'known';

function numberOf({ line, cells }: Line, numbers: readonly number[]): number {
	const found = tidy(cells[0]?.text ?? '');
	const number = numbers.find((one) => String(one) === found);
	if (number === undefined)
		throw new FileRefusal('unknown_requirement', cellName(0, line), { found: found.slice(0, 100) });
	return number;
}

function readLine(
	read: ReadAnswer,
	{ line, cells }: Line,
	{ kind, sheet, prefix }: { kind: SheetKind; sheet: string; prefix: string },
	{ choices }: Known
): void {
	for (const [at, { key, label, holds }] of sheetColumns[kind]().entries()) {
		if (!isInput(holds)) continue;
		const { text, is } = cells[at] ?? { text: '', is: 'text' };
		const name = prefix + key;
		const place = { sheet, cell: cellName(at, line), column: label, value: text.slice(0, 200) };
		read.places[name] = place;
		const trouble = (code: SheetProblem['code']) => read.problems.push({ ...place, code });
		if (is === 'formula') trouble('formula');
		else if (is === 'fault') trouble('fault_value');
		else if (is === 'day' || is === 'moment') trouble('day_as_text');
		const typed = tidy(text);
		if (holds === 'choice' && typed) {
			const value = choiceOf(typed, choices[key] ?? []);
			if (value === undefined && is === 'text') trouble('not_offered');
			read.values[name] = value ?? '';
		} else read.values[name] = holds === 'figure' ? exact(typed) : typed;
	}
}

/** A number as a spreadsheet computes it, without the noise of its last bits. */
function exact(typed: string): string {
	if (!/^-?\d+\.\d{3,}$/.test(typed)) return typed;
	const rounded = String(Number(Number(typed).toPrecision(15)));
	return /\.\d{3,}$/.test(rounded) ? typed : rounded;
}

function nameService(
	read: ReadAnswer,
	{ line, cells }: Line,
	prefix: string,
	{ services }: Known,
	sheet: string
): void {
	const columns = sheetColumns.services();
	const at = columns.findIndex(({ key }) => key === 'service');
	const called = tidy(cells[at]?.text ?? '');
	const id = tidy(cells[columns.length - 1]?.text ?? '');
	const service =
		services.find((one) => one.id === id) ?? services.find(({ name }) => tidy(name) === called);
	read.values[`${prefix}serviceId`] = service?.id ?? '';
	if (!service)
		read.problems.push({
			sheet,
			cell: cellName(at, line),
			column: columns[at]?.label ?? { en: '', fr: '' },
			value: called.slice(0, 200),
			code: 'unknown_service'
		});
}
