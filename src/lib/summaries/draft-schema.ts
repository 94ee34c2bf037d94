import { z } from 'zod';
import { text, version } from '#lib/forms/fields.ts';
import { BODY_LENGTH } from './schema.ts';
import { joined } from './sections.ts';

/** The most characters of one comment. */
export const COMMENT_LENGTH = 5000;

/** The most sections a form may have: more than any summary, and no burden. */
const SECTIONS_MOST = 300;

const section = z.object({
	en: text(BODY_LENGTH).default(''),
	fr: text(BODY_LENGTH).default(''),
	comment: text(COMMENT_LENGTH).optional()
});
const EMPTY: z.output<typeof section> = { en: '', fr: '' };

/** What an editor writes, section by section; either language may lag behind until the summary is published. */
export const draftText = z
	.object({
		titleEn: text(200).default(''),
		titleFr: text(200).default(''),
		sections: z
			.array(section.optional())
			.max(SECTIONS_MOST)
			.default([])
			.transform((rows) => Array.from(rows, (row) => row ?? EMPTY)),
		correctionNoteEn: text(2000).optional(),
		correctionNoteFr: text(2000).optional(),
		/** What is said about the whole. */
		comment: text(COMMENT_LENGTH).optional(),
		version
	})
	.superRefine(({ sections }, ctx) => {
		// Each language is published as one text, which has a limit of its own.
		for (const lang of ['en', 'fr'] as const) {
			const last = sections.findLastIndex((row) => row[lang]);
			if (joined(sections.map((row) => row[lang])).length > BODY_LENGTH)
				ctx.addIssue({
					code: 'too_big',
					origin: 'string',
					maximum: BODY_LENGTH,
					inclusive: true,
					input: sections[last]?.[lang],
					path: ['sections', last, lang]
				});
		}
	});
export type DraftText = z.output<typeof draftText>;

/** What a button of the form does beside saving the text. */
export type Intent =
	| { do: 'list' | 'stay' }
	/** Both languages of the section in that row say the same. */
	| { do: 'agree'; row: number }
	/** A section after that row. */
	| { do: 'add'; row: number }
	| { do: 'resolve' | 'reopen'; comment: string };

/** Reads a button's value: `agree.3`, `resolve.<id>`; what is none leads to the list. */
export function intentOf(value: unknown): Intent {
	const [word = '', of = ''] = String(value).split('.');
	if ((word === 'agree' || word === 'add') && /^\d{1,3}$/.test(of))
		return { do: word, row: Number(of) };
	if ((word === 'resolve' || word === 'reopen') && z.uuid().safeParse(of).success)
		return { do: word, comment: of };
	return { do: word === 'stay' ? 'stay' : 'list' };
}
