import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayBecome, missingParts, passages, slugOf, TRANSITIONS } from './rules.ts';
import { PUBLIC_STATES, SUMMARY_STATES } from './vocabulary.ts';

const complete = {
	edition: 1,
	titleEn: 'Progress',
	titleFr: 'Progrès',
	bodyEn: 'Text',
	bodyFr: 'Texte',
	correctionNoteEn: null,
	correctionNoteFr: null,
	figures: [figure()],
	numbers: [{ position: 1, value: { value: 3, whole: null } }]
};

function figure(over: object = {}) {
	const words = {
		captionEn: 'What it shows',
		captionFr: 'Ce qu’elle montre',
		altEn: '',
		altFr: ''
	};
	return { position: 1, shown: true, ...words, ...over };
}

describe('the ways a summary may go', () => {
	it('are these and no others', () => {
		const ways = SUMMARY_STATES.flatMap((from) =>
			SUMMARY_STATES.filter((to) => mayBecome(from, to)).map((to) => `${from} > ${to}`)
		);
		expect(ways).toEqual([
			'draft > in_review',
			'in_review > draft',
			'in_review > scheduled',
			'in_review > published',
			'scheduled > in_review',
			'scheduled > published',
			'published > superseded',
			'published > withdrawn',
			'superseded > withdrawn'
		]);
	});

	it('never lead back from what was public', () => {
		for (const state of PUBLIC_STATES)
			for (const to of TRANSITIONS[state]) expect(PUBLIC_STATES).toContain(to);
	});
});

describe('missingParts', () => {
	it('finds nothing in a complete summary', () => {
		expect(missingParts(complete)).toEqual([]);
	});

	it.each([
		['titleFr', { titleFr: ' ' }],
		['bodyEn', { bodyEn: '' }],
		['figure', { figures: [] }],
		['placedFigures', { bodyFr: 'Voici.\n\n{{figure 2}}' }],
		['captions', { figures: [figure({ captionFr: '' })] }],
		['figure', { figures: [figure({ shown: false, captionFr: '' })] }],
		[
			'placedFigures',
			{ bodyEn: '{{figure 2}}', figures: [figure(), figure({ position: 2, shown: false })] }
		],
		['alternatives', { figures: [figure({ altEn: 'It shows that it rises.' })] }],
		['placedNumbers', { bodyFr: 'Il y en a {{number 2}}.' }],
		['placedNumbers', { bodyEn: '{{ Number 1 }}', numbers: [{ position: 1, value: null }] }],
		['correctionNote', { edition: 2, correctionNoteEn: 'Changed' }]
	])('names %s', (part, over) => {
		expect(missingParts({ ...complete, ...over })).toEqual([part]);
	});
});

describe('slugOf', () => {
	it('makes an address of a title', () => {
		expect(slugOf('Progress in 2025: où en est-on ?')).toBe('progress-in-2025-ou-en-est-on');
	});

	it('makes an address of anything', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (title) => {
				expect(slugOf(title)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
			})
		);
	});
});

describe('passages', () => {
	it('puts a figure where its line is and the rest at the end', () => {
		expect(passages('One.\n\n{{figure 2}}\n\nTwo.', [1, 2])).toEqual([
			{ kind: 'text', markdown: 'One.' },
			{ kind: 'figure', position: 2 },
			{ kind: 'text', markdown: 'Two.' },
			{ kind: 'figure', position: 1 }
		]);
	});

	it('leaves out a line that names a figure that is not there, and a second mention', () => {
		expect(passages('{{figure 9}}\n{{ Figure 1 }}\n{{figure 1}}', [1])).toEqual([
			{ kind: 'figure', position: 1 }
		]);
	});

	it('shows each figure exactly once, whatever the text', () => {
		fc.assert(
			fc.property(
				fc.string(),
				fc.uniqueArray(fc.integer({ min: 1, max: 9 })),
				(text, positions) => {
					const shown = passages(`${text}\n{{figure 3}}`, positions).flatMap((one) =>
						one.kind === 'figure' ? [one.position] : []
					);
					expect(shown.toSorted()).toEqual(positions.toSorted());
				}
			)
		);
	});
});
