import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusFigure } from '#lib/comparison/figures/statuses.ts';
import { viewsOf } from '#lib/comparison/questions.server.ts';
import { LOCALES, type Locale } from '#lib/i18n/vocabulary.ts';
import { readPassages, renderPassage } from '#lib/summaries/markdown.server.ts';
import type { PublishedSummary } from '#lib/summaries/queries.server.ts';
import { elements, readPdf, said, unspaced } from '../../../../tests/pdf.ts';
import { summaryContents } from './summary.server.ts';
import { TEMPLATE } from './template.ts';
import { settable } from './typeface.server.ts';
import { typeset } from './typeset.server.ts';

const both = (text: string) => ({ en: text, fr: text });
const answer = statusFigure({
	title: { en: 'Commitments by country', fr: 'Engagements par pays' },
	axis: { en: 'Country', fr: 'Pays' },
	groups: ['CA', 'NZ'].map((key) => ({ key, name: both(key) })),
	counts: [
		{ group: 'CA', status: 'completed', count: 1234 },
		{ group: 'NZ', status: 'no_evidence', count: 7 }
	],
	note: { en: 'Counted once.', fr: 'Comptés une fois.' },
	asOf: '2026-10-01'
});
const caption = { en: 'Five countries', fr: 'Cinq pays' };
const figure = {
	id: '1',
	position: 1,
	question: 'country_status' as const,
	filters: {},
	captionEn: caption.en,
	captionFr: caption.fr,
	caption,
	altEn: '',
	altFr: '',
	shown: true
};
const views = viewsOf(answer);

/** An edition whose text is this in both languages, with one figure below it. */
function edition(text: string, over: Partial<PublishedSummary> = {}): PublishedSummary {
	const set = (locale: Locale): PublishedSummary['passages']['en'] => {
		const { passages, headings } = readPassages([text], locale);
		return {
			headings,
			parts: [
				{ kind: 'text', tokens: passages[0] ?? [] },
				{ kind: 'figure', figure: { ...figure, view: views[locale] } }
			]
		};
	};
	return {
		slug: 'progress',
		edition: 1,
		state: 'published',
		title: { en: 'Progress in 2026', fr: 'Progrès en 2026' },
		asOf: '2026-10-01',
		publishedAt: new Date('2026-10-02T08:00:00Z'),
		correctionNote: { en: null, fr: null },
		withdrawal: null,
		editions: [],
		figures: [{ ...figure, views }],
		numbers: [],
		replies: [],
		passages: { en: set('en'), fr: set('fr') },
		...over
	};
}

const made = async (summary: PublishedSummary, locale: Locale) =>
	readPdf(await typeset(TEMPLATE, summaryContents(summary, 'https://concord.example', locale)));

/** What a reader of the page sees of a text. */
const shown = (text: string): string =>
	readPassages([text], 'en')
		.passages.map(renderPassage)
		.join('')
		.replace(/<[^>]*>/g, '')
		.replace(/&(amp|lt|gt|quot);/g, (sign) => SIGNS[sign] ?? sign);
const SIGNS: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** What a text says in a PDF: all of its elements before the figure, without list marks and contents. */
function setText({ heard }: Awaited<ReturnType<typeof made>>): string {
	const words = unspaced(said(heard, 'Lbl', 'TOC'));
	const start = words.indexOf(BEGIN) + BEGIN.length;
	return words.slice(start, words.indexOf('Figure1FivecountriesOf', start));
}
const BEGIN = '¶';

describe('the PDF of a summary', () => {
	it.each(LOCALES)(
		'is tagged, titled, in its language and of the standard (%s)',
		async (locale) => {
			const text =
				'## One\n\nText with [a link](/countries).\n\n### Two\n\n- a\n- b\n\n## Three\n\nEnd.';
			const pdf = await made(edition(text), locale);
			expect(pdf).toMatchObject({
				language: `${locale}-CA`,
				title: { en: 'Progress in 2026', fr: 'Progrès en 2026' }[locale],
				marked: true,
				standard: '1'
			});
			const headings = elements(pdf.heard, 'H1', 'H2').map(
				(one) => `${one.role} ${said([one]).trim()}`
			);
			expect(headings).toEqual([
				`H1 ${{ en: 'Contents', fr: 'Table des matières' }[locale]}`,
				'H1 One',
				'H2 Two',
				'H1 Three',
				`H1 ${{ en: 'How to cite', fr: 'Comment citer' }[locale]}`,
				'H1 Licence',
				`H1 ${{ en: 'Permanent address of this edition', fr: 'Adresse permanente de cette édition' }[locale]}`
			]);
			expect(elements(pdf.heard, 'L')).toHaveLength(1);
		}
	);

	it.each(LOCALES)('says in words and numbers what its figure shows (%s)', async (locale) => {
		const { heard } = await made(edition('Text.'), locale);
		const [picture] = elements(heard, 'Figure');
		expect(picture?.alt).toBe(`${caption[locale]}. ${answer.chart.summary[locale]}`);
		const [table] = elements(heard, 'Table');
		const cells = (role: string) =>
			elements(table ? [table] : [], role).map((cell) => unspaced(said([cell])));
		expect(cells('TH').map((cell) => cell.replaceAll('-', ''))).toEqual(
			answer.columns.map(({ label }) => unspaced(label[locale]).replaceAll('-', ''))
		);
		const count = { en: '1,234', fr: '1234' }[locale];
		expect(cells('TD').filter((cell) => !/^0/.test(cell))).toEqual(
			locale === 'en' ? ['CA', count, count, 'NZ', '7', '7'] : ['CA', count, count, 'NZ', '7', '7']
		);
		expect(said(heard)).toContain(answer.note?.[locale]);
	});

	it('says what was corrected, and that a correction has replaced it', async () => {
		const { heard } = await made(
			edition('Text.', {
				edition: 2,
				state: 'superseded',
				correctionNote: { en: 'One number was wrong.', fr: 'Un nombre était faux.' }
			}),
			'fr'
		);
		const words = said(heard);
		expect(words).toContain('Cette édition a été remplacée par une correction.');
		expect(words).toContain('Un nombre était faux.');
		expect(unspaced(words)).toContain('https://concord.example/fr/summaries/progress?edition=2');
	});

	it('says that it is withdrawn, since when and why', async () => {
		const { heard } = await made(
			edition('Text.', {
				state: 'withdrawn',
				withdrawal: {
					at: new Date('2026-11-03T12:00:00Z'),
					reason: { en: 'A source was forged.', fr: 'Une source était falsifiée.' }
				}
			}),
			'en'
		);
		expect(said(heard)).toContain('Withdrawn November 3, 2026');
		expect(said(heard)).toContain('A source was forged.');
	});

	it('is the same for the same edition, byte for byte', async () => {
		const contents = summaryContents(edition('Text.'), 'https://concord.example', 'en');
		const [one, two] = [await typeset(TEMPLATE, contents), await typeset(TEMPLATE, contents)];
		expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
	});
});

/** What would be a command to the typesetter, and what Markdown makes something of. */
const PIECES = [
	'#panic("x")',
	'#read("/etc/passwd")',
	'#import "@preview/x:1.0.0"',
	'$ x^2 $',
	'@label <label>',
	'\\u{41} \\',
	'// not a comment /* nor this */',
	'= not a heading',
	'"]#[',
	'sys.inputs',
	'~ -- --- ... "quoted" it’s',
	'**strong *and slanted***',
	'[a link](https://example.org/a?b=c#d)',
	'[nowhere](javascript:alert(1))',
	'![a picture](https://example.org/p.png)',
	'`code #x`',
	'```\ncode\n  more\n```',
	'- a\n  - b\n    - c',
	'7. seven\n8. eight',
	'> > > quoted',
	'| a | b |\n|---|---|\n| c | d |',
	'## A heading\n\n##### Deep',
	'***',
	'<script>alert(1)</script>',
	'&amp; &copy; &#x202e;',
	'日本 😀 ﷐ \u0000 \u202e \ufffd e\u0301 Ж ﬁ'
];

/**
 * What was read, with the texts that stand in the place of what is drawn where they make it what was wanted:
 * each in its turn, and all that were needed. Where they do not, what was read.
 */
function filledIn(read: string, inPlace: readonly string[], wanted: string): string {
	const texts = inPlace.map(unspaced).filter(Boolean);
	const lengths = texts.map((_, count) => texts.slice(0, count).join('').length);
	lengths.push(texts.join('').length);
	/** How many of the texts may have been taken, where so much of what was wanted is there. */
	const taken = Array.from({ length: wanted.length + 1 }, () => new Set<number>());
	taken[0]?.add(0);
	for (const [at, counts] of taken.entries())
		for (const count of counts) {
			const text = texts[count];
			const next = read[at - (lengths[count] ?? 0)];
			if (next !== undefined && next === wanted[at]) taken[at + 1]?.add(count);
			if (text && wanted.startsWith(text, at)) taken[at + text.length]?.add(count + 1);
		}
	const whole = [...(taken.at(-1) ?? [])].some(
		(count) => wanted.length - (lengths[count] ?? 0) === read.length
	);
	return whole ? wanted : read;
}

describe('the text of a PDF', () => {
	const text = fc
		.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme' })), {
			minLength: 40,
			maxLength: 60
		})
		.map((parts) => parts.join('\n\n'));

	it('is that of the page, whatever it is made of', async () => {
		await fc.assert(
			fc.asyncProperty(text, async (body) => {
				const whole = `${BEGIN}\n\n${body}`;
				const wanted = unspaced(settable(shown(whole))).slice(BEGIN.length);
				const pdf = await made(edition(whole), 'en');
				expect(filledIn(setText(pdf), pdf.inPlace, wanted)).toBe(wanted);
			}),
			{ numRuns: 12, endOnFailure: true }
		);
	}, 60_000);

	it('has letters whose accent is a sign of its own, as texts in the place of what is drawn', async () => {
		const { inPlace } = await made(edition('Hul̓q̓umín̓um̓, x̱wəlməxʷ.'), 'en');
		expect(inPlace).toEqual(['l̓', 'q̓', 'n̓', 'm̓', 'x̱']);
	});

	it('names an accent that nothing carries', () => {
		expect(settable('\u0338a \u0338\u2add\u0338\u0338 x\u0331\u0331')).toBe(
			'[U+0338]a [U+0338][U+2ADD][U+0338][U+0338] x\u0331\u0331'
		);
	});

	it('may be nested deeper than the typesetter could follow', async () => {
		const deep = `${BEGIN}\n\n${'> '.repeat(90)}deep\n\n${'*'.repeat(60)}x${'*'.repeat(60)}`;
		expect(setText(await made(edition(deep), 'en'))).toBe(
			unspaced(shown(deep)).slice(BEGIN.length)
		);
	});
});
