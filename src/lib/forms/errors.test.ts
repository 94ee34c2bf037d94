import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REFUSALS } from '#lib/access/refusal.ts';
import { refusalText } from '#lib/access/refusal-labels.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { describedBy, errorText, hasErrors, labelOf } from './errors.ts';
import { FIELD_ERRORS } from './parse.ts';

describe.each(LOCALES)('sentences in %s', (locale) => {
	const before = getLocale;
	beforeAll(() => overwriteGetLocale(() => locale));
	afterAll(() => overwriteGetLocale(before));

	it('has one of its own for every mistake in a field', () => {
		const texts = FIELD_ERRORS.map((code) => errorText({ code, limit: 200 }));
		expect(new Set(texts).size).toBe(FIELD_ERRORS.length);
		expect(texts.filter((text) => !text || text.startsWith('common_'))).toEqual([]);
	});

	it('says how long a text may be', () => {
		expect(errorText({ code: 'too_long', limit: 200 })).toContain('200');
	});

	it('has one of its own for every refusal', () => {
		const texts = REFUSALS.map(refusalText);
		expect(new Set(texts).size).toBe(REFUSALS.length);
		expect(texts.filter((text) => !text || text.startsWith('common_'))).toEqual([]);
	});
});

describe('labelOf', () => {
	const labels = { title: 'Title', 'milestones.*.title': 'Milestone' };

	it('calls a field by its own label', () => {
		expect(labelOf('title', labels)).toBe('Title');
	});

	it('numbers the rows of a list from 1', () => {
		expect(labelOf('milestones.0.title', labels)).toBe('Milestone (1)');
		expect(labelOf('milestones.11.title', labels)).toBe('Milestone (12)');
	});

	it('falls back on the name', () => {
		expect(labelOf('funding.0.amount', labels)).toBe('funding.0.amount');
	});
});

describe('describedBy', () => {
	it('names what is there, the error last', () => {
		expect(describedBy('title', { hint: 'One line', error: { code: 'required' } })).toBe(
			'title-hint title-error'
		);
		expect(describedBy('title', {})).toBeUndefined();
	});
});

describe('hasErrors', () => {
	it('tells a form turned back from one not sent or taken', () => {
		expect(hasErrors({ ok: false, values: {}, errors: {} })).toBe(true);
		expect(hasErrors({ ok: true })).toBe(false);
		expect(hasErrors(null)).toBe(false);
	});
});
