import { startsOfSections } from '#lib/summaries/markdown.server.ts';
import { besideOneAnother, cutAt, type Pair } from '#lib/summaries/sections.ts';

interface Written {
	titleEn: string;
	titleFr: string;
	bodyEn: string;
	bodyFr: string;
	correctionNoteEn: string | null;
	correctionNoteFr: string | null;
}

/** The parts of a summary that can be removed, each in both languages: its title, its sections, what a correction says of itself. */
export function passagesOf(summary: Written): Pair[] {
	const cut = (text: string) => cutAt(text, startsOfSections(text)).filter((one, at) => one || !at);
	return [
		{ en: summary.titleEn, fr: summary.titleFr },
		...besideOneAnother(cut(summary.bodyEn), cut(summary.bodyFr)),
		{ en: summary.correctionNoteEn ?? '', fr: summary.correctionNoteFr ?? '' }
	].filter(({ en, fr }) => en || fr);
}
