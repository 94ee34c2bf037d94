import type { FormValues } from '#lib/forms/parse.ts';
import type { Pair } from './sections.ts';

/** A row of the editor: a section in both languages, and what is being said about it. */
export interface DraftLine extends Pair {
	comment: string;
}

/** The rows of the editor as they are stored, with an empty one after that row where one is asked for. */
export function rowsFrom(sections: readonly Pair[], after: number | null = null): DraftLine[] {
	const rows = sections.map(({ en, fr }) => ({ en, fr, comment: '' }));
	return after === null ? rows : withRowAfter(rows, after);
}

export const withRowAfter = (rows: readonly DraftLine[], after: number): DraftLine[] =>
	rows.toSpliced(after + 1, 0, { en: '', fr: '', comment: '' });

/** The rows that a form held, by the names of its fields. */
export function rowsIn(values: FormValues): DraftLine[] {
	const rows: DraftLine[] = [];
	for (const [name, value] of Object.entries(values)) {
		const [, at, field] = /^sections\.(\d{1,3})\.(en|fr|comment)$/.exec(name) ?? [];
		if (at === undefined) continue;
		const row = (rows[Number(at)] ??= { en: '', fr: '', comment: '' });
		row[field as keyof DraftLine] = [value].flat()[0] ?? '';
	}
	return Array.from(rows, (row) => row ?? { en: '', fr: '', comment: '' });
}
