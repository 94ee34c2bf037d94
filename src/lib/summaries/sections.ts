/** A section in both languages: a heading of the second level with what follows, or the opening before the first. */
export interface Pair {
	en: string;
	fr: string;
}

/** What is known of a section beside its text. */
export interface Kept extends Pair {
	/** Both languages as they were when somebody last said that they say the same. */
	agreed: Pair;
}

/** How the two languages of a section stand to one another. */
export const SECTION_STATUSES = [
	'empty',
	'same',
	'missing_en',
	'missing_fr',
	'outdated_en',
	'outdated_fr',
	'unconfirmed'
] as const;
export type SectionStatus = (typeof SECTION_STATUSES)[number];

/** Markdown without what says nothing: a heading without words is none. */
const isBlank = (text: string) => !text.replace(/^[\s#]+$/gm, '').trim();

/**
 * Which language of a section is behind. What was changed alone leaves the other behind, until somebody says
 * that both say the same again: a translation that has been begun is none yet.
 */
export function statusOf({ en, fr, agreed }: Kept): SectionStatus {
	if (isBlank(en) && isBlank(fr)) return 'empty';
	if (isBlank(en)) return 'missing_en';
	if (isBlank(fr)) return 'missing_fr';
	const changed = { en: en !== agreed.en, fr: fr !== agreed.fr };
	if (changed.en && changed.fr) return 'unconfirmed';
	if (changed.en) return isBlank(agreed.en) ? 'unconfirmed' : 'outdated_fr';
	if (changed.fr) return isBlank(agreed.fr) ? 'unconfirmed' : 'outdated_en';
	return 'same';
}

/** Whether somebody has something to write or to say here. */
export const isOpen = (status: SectionStatus): boolean => status !== 'same' && status !== 'empty';

/** Which section is behind in which way, for a count. */
export const openSections = (kept: readonly Kept[]): number =>
	kept.filter((one) => isOpen(statusOf(one))).length;

/** The text of one language, as it is published: its sections one after the other. */
export const joined = (texts: readonly string[]): string =>
	texts
		.map((text) => text.trim())
		.filter(Boolean)
		.join('\n\n');

/** A text cut before each of these lines, counted from 0. The first part is the opening, which may be empty. */
export function cutAt(text: string, starts: readonly number[]): string[] {
	const lines = text.split('\n');
	const bounds = [0, ...starts, lines.length];
	return bounds.slice(1).map((end, at) => lines.slice(bounds[at], end).join('\n').trim());
}

/** What a section is called: its heading without the marks; empty where it has none. */
export const headingOf = (text: string): string => {
	const [first = '', second = ''] = text.split('\n');
	const atx = /^ {0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*$/.exec(first);
	if (atx) return atx[1] ?? '';
	return /^ {0,3}(=+|-+)\s*$/.test(second) ? first.trim() : '';
};

type Likeness = (one: Pair, other: Pair) => boolean;

/** What tells that a section is one that was there, the surest first. */
const LIKE: readonly Likeness[] = [
	(one, other) => one.en === other.en && one.fr === other.fr,
	(one, other) => sameWords(one.en, other.en) || sameWords(one.fr, other.fr),
	(one, other) =>
		sameWords(headingOf(one.en), headingOf(other.en)) ||
		sameWords(headingOf(one.fr), headingOf(other.fr))
];
const sameWords = (one: string, other: string) => one !== '' && one === other;

/**
 * Which of the sections that were there each of these is, by its place in `before`; null for a new one. By its
 * words, wherever it was moved to; then by its heading; then by what it follows.
 */
export function recognise(before: readonly Pair[], now: readonly Pair[]): (number | null)[] {
	const found: (number | null)[] = now.map(() => null);
	const free = new Set(before.keys());
	const take = (at: number, place: number | undefined) => {
		if (place === undefined || !free.delete(place)) return;
		found[at] = place;
	};
	// The opening is the opening, whatever it says.
	if (now.length) take(0, 0);
	for (const like of LIKE)
		for (const [at, pair] of now.entries())
			if (found[at] === null)
				take(
					at,
					[...free].find((place) => like(before[place] ?? pair, pair))
				);
	for (const at of now.keys()) {
		const previous = found[at - 1];
		if (found[at] === null && typeof previous === 'number') take(at, previous + 1);
	}
	return found;
}

/** The sections of two texts beside one another, in their order, where nothing else is known of them. */
export function besideOneAnother(en: readonly string[], fr: readonly string[]): Pair[] {
	return Array.from({ length: Math.max(en.length, fr.length) }, (_, at) => ({
		en: en[at] ?? '',
		fr: fr[at] ?? ''
	}));
}

/**
 * The sections of two texts beside one another, where it was known before which belongs to which: by what they
 * are in their own language; what is new goes beside what is new in the same place.
 */
export function pairUp(
	before: readonly Pair[],
	en: readonly string[],
	fr: readonly string[]
): Pair[] {
	const alone = (texts: readonly string[]) => texts.map((text) => ({ en: text, fr: '' }));
	const enAt = recognise(alone(before.map((pair) => pair.en)), alone(en));
	const frAt = recognise(alone(before.map((pair) => pair.fr)), alone(fr));
	const rows: (Pair & { was: number | null; taken: boolean })[] = en.map((text, at) => ({
		en: text,
		fr: '',
		was: enAt[at] ?? null,
		taken: false
	}));
	let last = -1;
	for (const [at, text] of fr.entries()) {
		const was = frAt[at] ?? null;
		const known = rows.findIndex((row) => was !== null && row.was === was && !row.taken);
		const next = rows[last + 1];
		const isFree = next && !next.taken && (next.was === null || !frAt.includes(next.was));
		const place = known !== -1 ? known : last + 1;
		if (known === -1 && !isFree) rows.splice(place, 0, { en: '', fr: '', was, taken: false });
		const row = rows[place];
		if (row) Object.assign(row, { fr: text, taken: true });
		last = place;
	}
	return rows.map((row) => ({ en: row.en, fr: row.fr }));
}
