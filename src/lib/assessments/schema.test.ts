import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseForm } from '#lib/forms/parse.ts';
import { returnInput } from './review-schema.ts';
import { answerDraft, answerInput, attestation } from './schema.ts';

const form = (fields: Record<string, string>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return data;
};
const base = { narrativeLocale: 'en', visibility: 'public', version: '0' };
const draft = (fields: Record<string, string>) =>
	parseForm(answerDraft, form({ ...base, ...fields }));
const errorsOf = (parsed: ReturnType<typeof draft>) => (parsed.ok ? {} : parsed.errors);

describe('a rating', () => {
	it.each(['0', '1', '2', '3', '4'])('may be %s', (rating) => {
		expect(draft({ rating })).toMatchObject({ ok: true, data: { rating: Number(rating) } });
	});

	it('may be “not applicable”, or not chosen yet', () => {
		expect(draft({ rating: 'na' })).toMatchObject({ ok: true, data: { rating: 'na' } });
		expect(draft({})).toMatchObject({ ok: true, data: { narrative: null, evidence: [] } });
	});

	it.each(['7', '5', '-1', '3.5', '1e0', '0x1', 'yes', '٣'])('is never %s', (rating) => {
		expect(errorsOf(draft({ rating }))).toEqual({ rating: { code: 'rating' } });
	});

	it('is one of the six choices, whatever is sent', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), (rating) => {
				const parsed = draft({ rating });
				const allowed = ['', '0', '1', '2', '3', '4', 'na'].includes(rating.trim());
				expect(parsed.ok).toBe(allowed);
			})
		);
	});
});

describe('an answer', () => {
	it('that is not applicable says why, once one is done with it', () => {
		const fields = { ...base, rating: 'na' };
		expect(parseForm(answerDraft, form(fields)).ok).toBe(true);
		expect(parseForm(answerInput, form(fields))).toMatchObject({
			ok: false,
			errors: {
				notApplicableKind: { code: 'choose' },
				notApplicableReason: { code: 'reason_needed' }
			}
		});
		const why = { notApplicableKind: 'no_such_service', notApplicableReason: 'No video.' };
		expect(parseForm(answerInput, form({ ...fields, ...why })).ok).toBe(true);
	});

	it('keeps what was typed when the narrative is far too long', () => {
		const narrative = 'x'.repeat(200 * 1024);
		const parsed = draft({ narrative });
		expect(errorsOf(parsed)).toEqual({ narrative: { code: 'too_long', limit: 10_000 } });
		expect(parsed.values.narrative).toBe(narrative);
	});

	it('says all that is wrong at once', () => {
		expect(
			errorsOf(draft({ rating: '7', 'evidence.0.url': 'not a link', visibility: 'nobody' }))
		).toEqual({
			rating: { code: 'rating' },
			'evidence.0.url': { code: 'web_address' },
			visibility: { code: 'choose' }
		});
	});
});

describe('evidence', () => {
	it('leaves out empty lines and calls an untitled link by its site', () => {
		expect(
			draft({ 'evidence.1.url': 'https://example.org/report', 'evidence.3.title': '' })
		).toMatchObject({
			ok: true,
			data: {
				evidence: [{ url: 'https://example.org/report', title: 'example.org', publisher: null }]
			}
		});
	});

	it('names the line whose address is wrong or missing', () => {
		expect(
			errorsOf(draft({ 'evidence.0.title': 'Report', 'evidence.2.url': 'ftp://example.org/x' }))
		).toEqual({
			'evidence.0.url': { code: 'required' },
			'evidence.2.url': { code: 'web_address' }
		});
	});

	it('is of pages, not of pictures, films or archives', () => {
		expect(
			errorsOf(
				draft({
					'evidence.0.url': 'https://example.org/photo.JPG',
					'evidence.1.url': 'https://example.org/film.mp4?t=1',
					'evidence.2.url': 'https://example.org/all.zip',
					'evidence.3.url': 'https://example.org/report.pdf'
				})
			)
		).toEqual({
			'evidence.0.url': { code: 'media' },
			'evidence.1.url': { code: 'media' },
			'evidence.2.url': { code: 'media' }
		});
	});

	it('is no more than five lines', () => {
		const lines = Object.fromEntries(
			Array.from({ length: 6 }, (_, line) => [`evidence.${line}.url`, 'https://example.org/'])
		);
		expect(draft(lines).ok).toBe(false);
	});
});

describe('services in an answer', () => {
	const serviceId = '0198b4a0-0000-4000-8000-000000000000';
	const line = (place: number, rating: string) => ({
		[`services.${place}.serviceId`]: serviceId,
		[`services.${place}.rating`]: rating
	});

	it('leave out those of which nothing is said', () => {
		expect(draft({ ...line(0, ''), ...line(1, 'na') })).toMatchObject({
			ok: true,
			data: { services: [{ serviceId, rating: null, notApplicable: true, note: null }] }
		});
	});

	it('bound the rating of the whole, once one is done with it', () => {
		const fields = { ...base, rating: '4', ...line(0, '1'), ...line(1, '3') };
		expect(parseForm(answerDraft, form(fields)).ok).toBe(true);
		expect(parseForm(answerInput, form(fields))).toMatchObject({
			ok: false,
			errors: { rating: { code: 'outside_spread' } }
		});
		expect(parseForm(answerInput, form({ ...fields, rating: '2' })).ok).toBe(true);
	});
});

describe('a figure in an answer', () => {
	const metric = (fields: Record<string, string>) =>
		draft(
			Object.fromEntries(
				Object.entries(fields).map(([name, value]) => [`metrics.0.${name}`, value])
			)
		);

	it.each([
		['1 234,5', 1234.5],
		['1,234.5', 1234.5],
		['0', 0],
		['-2', -2],
		['1,500', 1500],
		['99.99', 99.99]
	])('%s is read in either language', (value, read) => {
		expect(metric({ name: 'Reports', value, unit: 'reports', period: '2025' })).toMatchObject({
			ok: true,
			data: { metrics: [{ name: 'Reports', value: read, unit: 'reports', period: '2025' }] }
		});
	});

	it('is whole or not there', () => {
		expect(metric({ name: '', value: '' })).toMatchObject({ ok: true, data: { metrics: [] } });
		expect(errorsOf(metric({ name: 'Reports', value: 'many', sourceUrl: 'nowhere' }))).toEqual({
			'metrics.0.value': { code: 'figure' },
			'metrics.0.sourceUrl': { code: 'web_address' }
		});
		expect(errorsOf(metric({ name: 'Reports' }))).toEqual({
			'metrics.0.value': { code: 'required' },
			'metrics.0.unit': { code: 'required' },
			'metrics.0.period': { code: 'required' }
		});
	});
});

describe('an attestation', () => {
	const seen = 'a'.repeat(64);
	it('needs a name, a title and the declaration', () => {
		expect(parseForm(attestation, form({ seen }))).toMatchObject({
			ok: false,
			errors: {
				name: { code: 'required' },
				title: { code: 'required' },
				confirm: { code: 'confirm' }
			}
		});
		expect(parseForm(attestation, form({ seen, name: 'A', title: 'B', confirm: 'on' })).ok).toBe(
			true
		);
	});
});

describe('a return', () => {
	it('says why, and takes the comments on the answers with it', () => {
		const fields = { revision: '1', 'answers.0.number': '4', 'answers.0.comment': 'Since when?' };
		expect(parseForm(returnInput, form(fields))).toMatchObject({
			ok: false,
			errors: { comment: { code: 'reason_needed' } }
		});
		expect(parseForm(returnInput, form({ ...fields, comment: 'See 4.' }))).toMatchObject({
			ok: true,
			data: {
				revision: 1,
				comment: 'See 4.',
				answers: [{ number: 4, comment: 'Since when?', reviewerRating: null, seen: null }]
			}
		});
	});
});
