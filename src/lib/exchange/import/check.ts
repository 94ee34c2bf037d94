import { commitmentContent } from '#lib/commitments/schema.ts';
import type { CommitmentContent } from '#lib/commitments/schema.ts';
import type { CommitmentState } from '#lib/commitments/vocabulary.ts';
import { parseValues, type FieldErrorCode } from '#lib/forms/parse.ts';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import type { Column, ColumnKey, Offers } from '../spreadsheet/columns.ts';
import { cellName, FileRefusal, type Cell, type Grid } from '../spreadsheet/grid.ts';
import { differences, readRow, tidy, valuesOf, type Values } from '../spreadsheet/values.ts';
import { MOST_ROWS, type CellFault, type Verdict } from './vocabulary.ts';

/** A line of the file with something on it, below its header. */
export interface ReadRow {
	line: number;
	cells: readonly Cell[];
}

/** What is wrong with one cell. */
export interface Problem {
	cell: string;
	key: ColumnKey;
	/** What stands there. */
	value: string;
	code: FieldErrorCode | CellFault;
	/** The most that is allowed, for `too_long`. */
	limit?: number;
	/** Another cell, or a reference, that the reason names. */
	other?: string;
}

export interface CheckedRow extends ReadRow {
	verdict: Verdict;
	reference: string;
	title: Bilingual;
	problems: Problem[];
	/** The fields in which it differs from what is stored. */
	changes: ColumnKey[];
	/** The version of the stored commitment that it was compared with. */
	version: number | null;
}

/** A commitment of the organisation as it is stored. */
export interface Stored {
	reference: string;
	state: CommitmentState;
	version: number;
	content: CommitmentContent;
}

/** The rows of a sheet whose header is the template's, in one of its languages. Throws `FileRefusal`. */
export function rowsOf({ lines }: Grid, columns: readonly Column[]): ReadRow[] {
	const [header, ...rest] = lines;
	if (!header?.cells.some(({ text }) => text.trim())) throw new FileRefusal('empty', 'A1');
	requireHeader(header.cells, columns);
	const rows = rest.filter(({ cells }) => cells.some(({ text }) => text.trim()));
	if (rows.length > MOST_ROWS) throw new FileRefusal('too_many_rows', String(MOST_ROWS));
	if (!rows.length) throw new FileRefusal('empty', `A${header.line + 1}`);
	for (const { line, cells } of rows) {
		const stray = cells.findIndex(({ text }, at) => at >= columns.length && text.trim());
		if (stray >= 0)
			throw new FileRefusal('beyond_columns', cellName(stray, line), {
				found: cells[stray]?.text.slice(0, 100)
			});
	}
	return rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, columns.length) }));
}

function requireHeader(cells: readonly Cell[], columns: readonly Column[]): void {
	for (let at = 0; at < Math.max(cells.length, columns.length); at += 1) {
		const found = tidy(cells[at]?.text ?? '');
		const column = columns[at];
		const known = column ? [column.key, column.label.en, column.label.fr] : [''];
		if (!known.some((name) => name.toLowerCase() === found.toLowerCase()))
			throw new FileRefusal('wrong_column', cellName(at, 1), {
				found: found.slice(0, 100),
				expected: column ? `${column.label.en} / ${column.label.fr}` : ''
			});
	}
}

export interface Against {
	columns: readonly Column[];
	offers: Offers;
	stored: ReadonlyMap<string, Stored>;
	/** Addresses of people who sign in here: no contact of the public. */
	people: ReadonlySet<string>;
	/** Cells in which references were given before, by reference: filled in as rows are checked. */
	seen: Map<string, string>;
}

const BLOCKED: Partial<Record<CommitmentState, CellFault>> = {
	submitted: 'under_review',
	published: 'on_record',
	withdrawn: 'withdrawn'
};

/** What is to become of a row, and why not. */
export function checkRow(row: ReadRow, against: Against): CheckedRow {
	const { columns, offers, stored, people, seen } = against;
	const { values, troubles } = readRow(row.cells, columns, offers);
	const nameOf = (key: ColumnKey) =>
		cellName(
			columns.findIndex((column) => column.key === key),
			row.line
		);
	const shown = (key: ColumnKey) =>
		(row.cells[columns.findIndex((column) => column.key === key)]?.text ?? '').slice(0, 200);
	const problem = (
		key: ColumnKey,
		code: Problem['code'],
		more: Partial<Problem> = {}
	): Problem => ({
		cell: nameOf(key),
		key,
		value: shown(key),
		code,
		...more
	});
	const reference = String(values.reference).toUpperCase();
	const existing = reference ? stored.get(reference) : undefined;
	const before = existing ? valuesOf(existing.reference, existing.content) : undefined;
	const changes = before ? differences({ ...values, reference }, before) : [];
	const result = {
		...row,
		reference,
		title: { en: String(values.titleEn) || null, fr: String(values.titleFr) || null },
		changes,
		version: existing?.version ?? null
	};

	const problems: Problem[] = troubles
		.filter(({ key, fault }) => !(fault === 'not_offered' && before && !changes.includes(key)))
		.map(({ key, fault, text }) => problem(key, fault, { value: text }));
	if (reference) {
		const first = seen.get(reference);
		if (first) problems.push(problem('reference', 'duplicate', { other: first }));
		else seen.set(reference, nameOf('reference'));
		if (!existing) problems.push(problem('reference', 'unknown_reference'));
	}
	const blocked = existing && changes.length ? BLOCKED[existing.state] : undefined;
	if (blocked) problems.push(problem(changes[0] ?? 'reference', blocked, { other: reference }));
	if (!existing || (changes.length && !blocked))
		for (const found of contentProblems(values, people))
			if (!problems.some(({ key }) => key === found.key))
				problems.push(problem(found.key, found.code, { limit: found.limit }));
	const verdict = problems.length
		? 'wrong'
		: !existing
			? 'new'
			: changes.length
				? 'changed'
				: 'unchanged';
	return { ...result, verdict, problems };
}

interface ContentProblem {
	key: ColumnKey;
	code: Problem['code'];
	limit?: number;
}

function contentProblems(values: Values, people: ReadonlySet<string>): ContentProblem[] {
	const parsed = parseContent(values);
	if (parsed.ok) {
		const { contactMailbox } = parsed.data;
		return contactMailbox && people.has(contactMailbox)
			? [{ key: 'contactMailbox', code: 'personal_mailbox' }]
			: [];
	}
	return Object.entries(parsed.errors).map(([name, { code, limit }]) => ({
		key: name.split('.')[0] as ColumnKey,
		code,
		limit
	}));
}

/** What a row says, by the rules of the form. */
export function parseContent({ reference: _name, ...values }: Values) {
	return parseValues(commitmentContent, values);
}

/** What a row that was found right is to write. Throws when it is not right. */
export function contentOf(
	{ cells }: ReadRow,
	{ columns, offers }: Pick<Against, 'columns' | 'offers'>
): CommitmentContent {
	const parsed = parseContent(readRow(cells, columns, offers).values);
	if (!parsed.ok) throw new Error('a row that was found right is not');
	return parsed.data;
}
