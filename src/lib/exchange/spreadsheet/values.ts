import type { CommitmentContent } from '#lib/commitments/schema.ts';
import { plain } from '#lib/forms/parse.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { CellFault } from '../import/vocabulary.ts';
import type { Choice, Column, ColumnKey, Offers } from './columns.ts';
import type { Cell } from './grid.ts';

/** What a row says, by column, as the form of a commitment would send it. */
export type Values = Record<ColumnKey, string | string[]>;

/** What is wrong with a cell before anything is asked of its text. */
export interface CellTrouble {
	key: ColumnKey;
	fault: CellFault;
	text: string;
}

/** Text as it is compared: no difference that a reader cannot see and a form does not keep. */
export const tidy = (text: string): string =>
	plain(text).replace(/\r/g, '\n').trim().normalize('NFC');

const fold = (text: string) => tidy(text).replace(/\s+/g, ' ').toLowerCase();

function valueOf(text: string, choices: readonly Choice[]): string | undefined {
	const asked = fold(text);
	return choices.find(({ value, code, label }) =>
		[value, code, label.en, label.fr].some((name) => name && fold(name) === asked)
	)?.value;
}

/** A row's cells, in the order of the columns, as values; what cannot be one stays as it is and is told. */
export function readRow(
	cells: readonly Cell[],
	columns: readonly Column[],
	offers: Offers
): { values: Values; troubles: CellTrouble[] } {
	const troubles: CellTrouble[] = [];
	const entries = columns.map(({ key, holds }, at) => {
		const { text, is } = cells[at] ?? { text: '', is: 'text' };
		const trouble = (fault: CellFault, found = text) =>
			troubles.push({ key, fault, text: found.slice(0, 200) });
		if (is === 'formula') trouble('formula');
		else if (is === 'fault') trouble('fault_value');
		else if (is === 'moment') trouble(holds === 'date' ? 'whole_day' : 'day_as_text');
		else if (is === 'day' && holds !== 'date') trouble('day_as_text');
		const choices = offers[key] ?? [];
		const choose = (one: string) => {
			const value = valueOf(one, choices);
			if (value === undefined) trouble('not_offered', one);
			return value ?? tidy(one);
		};
		if (holds === 'list') return [key, parts(text).map(choose)];
		if (holds === 'names') return [key, namesIn(text)];
		if (holds === 'choice') return [key, tidy(text) ? choose(booleanless(text)) : ''];
		return [key, tidy(text)];
	});
	return { values: Object.fromEntries(entries) as Values, troubles };
}

const parts = (text: string) =>
	text
		.split(/[;,\n]/)
		.map((part) => part.trim())
		.filter(Boolean);

/** Names parted as the form parts them: a comma may stand in one. */
const namesIn = (text: string) => text.split(/[;\n]/).map(tidy).filter(Boolean);

/** A spreadsheet's own yes and no. */
const booleanless = (text: string) =>
	({ true: 'yes', false: 'no', vrai: 'yes', faux: 'no' })[fold(text)] ?? text;

/** A stored commitment as the values that its row would have. */
export function valuesOf(reference: string, content: CommitmentContent): Values {
	const { requirements, supportingAgencies, subdivisions, unfunded, ...texts } = content;
	const written = Object.entries(texts).map(([key, text]) => [key, tidy(text ?? '')]);
	return {
		...(Object.fromEntries(written) as Record<keyof typeof texts, string>),
		reference,
		requirements: [...requirements],
		supportingAgencies: [...supportingAgencies],
		subdivisions: [...subdivisions],
		unfunded: unfunded ? 'on' : ''
	};
}

/** The columns in which two rows differ; the order of a list says nothing. */
export function differences(one: Values, other: Values): ColumnKey[] {
	const comparable = (value: string | string[]) =>
		Array.isArray(value) ? [...new Set(value)].sort().join('\n') : value;
	return (Object.keys(one) as ColumnKey[]).filter(
		(key) => comparable(one[key]) !== comparable(other[key])
	);
}

/** The text of each cell of a row, choices by their name in this language. */
export function writeRow(
	values: Values,
	columns: readonly Column[],
	offers: Offers,
	locale: Locale
): string[] {
	return columns.map(({ key, holds }) => {
		const choices = offers[key] ?? [];
		const found = (value: string) => choices.find((choice) => choice.value === value);
		const value = values[key];
		if (Array.isArray(value)) return value.map((one) => found(one)?.code ?? one).join('; ');
		if (holds !== 'choice') return value;
		const choice = found(value);
		return choice ? (choice.label[locale] ?? choice.code) : value;
	});
}
