import { describe, expect, it } from 'vitest';
import { NOTHING_SAID, type AnswerContent } from './content.ts';
import { concernsIn, toReadAgain } from './publishable.ts';

const said = (narrative: string, visibility: 'public' | 'partners' | 'secretariat' = 'public') =>
	concernsIn({ ...NOTHING_SAID, narrative, visibility });

describe('concernsIn', () => {
	it.each([
		['We act above a threshold of 0.93.', 'threshold', 'threshold of 0.93.'],
		['Le seuil est fixé à 85 %.', 'threshold', 'seuil est fixé à 85 %'],
		['Matches need a confidence score over 90%.', 'threshold', 'confidence score over 90%'],
		['We run PhotoDNA on every upload.', 'tool', 'PhotoDNA'],
		['By perceptual hashing of images.', 'method', 'perceptual hashing'],
		['Par hachage perceptuel des images.', 'method', 'hachage perceptuel'],
		['A classifier looks for new material.', 'method', 'classifier'],
		['Write to jane.doe@company.example for more.', 'person', 'jane.doe@company.example'],
		['See data:image/png;base64,iVBORw0KGgo=', 'file', 'data:image/png;base64,iVBORw0KGgo=']
	])('finds in “%s” a %s: %s', (narrative, concern, words) => {
		expect(said(narrative)).toEqual([{ concern, words }]);
	});

	it.each([
		'In 2025, 98% of known material was removed within 24 hours.',
		'En 2025, 12 000 comptes ont été fermés; nos équipes sont formées chaque trimestre.',
		'We publish a safety report each year and share results with partners.',
		'We have lowered the threshold for asking a person to look.'
	])('has nothing to say about outcomes: %s', (narrative) => {
		expect(said(narrative)).toEqual([]);
	});

	it('says each thing once, from the reason too, and nothing of what nobody else will read', () => {
		expect(said('PhotoDNA here, and photodna there, PhotoDNA again.')).toHaveLength(1);
		expect(
			concernsIn({
				...NOTHING_SAID,
				notApplicableReason: 'Our keyword list covers it.',
				visibility: 'partners'
			})
		).toEqual([{ concern: 'method', words: 'keyword list' }]);
		expect(said('PhotoDNA', 'secretariat')).toEqual([]);
	});

	const service = { serviceId: '1', name: 'Chat', rating: 3, notApplicable: false };
	const typed: [string, Partial<AnswerContent>][] = [
		['what has changed', { changeNote: 'We have added PhotoDNA.' }],
		['a note on a service', { services: [{ ...service, note: 'By PhotoDNA.' }] }],
		['the title of a link', { evidence: [{ url: '', title: 'PhotoDNA at work', publisher: null }] }]
	];
	it.each(typed)('reads %s as well', (_, given) => {
		expect(concernsIn({ ...NOTHING_SAID, ...given })).toEqual([
			{ concern: 'tool', words: 'PhotoDNA' }
		]);
	});

	it('reads a figure together with its name', () => {
		const metric = { name: 'Match threshold', value: 0.93, unit: 'score' };
		const metrics = [{ ...metric, period: '2025', sourceUrl: null }];
		expect(toReadAgain([{ number: 4, answer: { ...NOTHING_SAID, metrics } }])).toEqual([
			{ number: 4, raised: [{ concern: 'threshold', words: 'threshold: 0.93' }] }
		]);
		expect(toReadAgain([{ number: 5, answer: null }])).toEqual([]);
	});

	it('takes no longer over a long text made to slow it down', () => {
		const began = performance.now();
		said(`${'threshold '.repeat(900)}${'a.'.repeat(500)}@`);
		expect(performance.now() - began).toBeLessThan(500);
	});
});
