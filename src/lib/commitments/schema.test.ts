import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseForm } from '#lib/forms/parse.ts';
import {
	commitmentDecision,
	commitmentFilters,
	commitmentInput,
	fundingInput,
	milestoneInput,
	withdrawal
} from './schema.ts';
import { updateInput } from './update-schema.ts';

const posted = (fields: Record<string, string | string[]>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields))
		for (const one of [value].flat()) data.append(name, one);
	return data;
};
const errorsOf = (form: ReturnType<typeof parseForm>) => (form.ok ? {} : form.errors);

const COMMITMENT = {
	ownerId: randomUUID(),
	token: randomUUID(),
	kind: 'programme',
	titleEn: 'Train every police service'
};
const commitment = (over: Record<string, string | string[]>) =>
	parseForm(commitmentInput, posted({ ...COMMITMENT, ...over }));

describe('the form of a commitment', () => {
	it('takes a title alone, and leaves the rest empty', () => {
		const form = commitment({});
		expect(form.ok && form.data).toMatchObject({ titleFr: null, dueOn: null, requirements: [] });
	});

	it('takes one requirement or many', () => {
		const [one, two] = [randomUUID(), randomUUID()];
		const single = commitment({ requirements: one });
		const several = commitment({ requirements: [one, two] });
		expect(single.ok && single.data.requirements).toEqual([one]);
		expect(several.ok && several.data.requirements).toEqual([one, two]);
	});

	it('takes the names of agencies one a line or parted by semicolons, each once', () => {
		const form = commitment({
			supportingAgencies: 'Police; Border, and Customs\n\n Police \nCafe\u0301'
		});
		expect(form.ok && form.data.supportingAgencies).toEqual([
			'Police',
			'Border, and Customs',
			'Caf\u00e9'
		]);
	});

	it('takes provinces and states by their codes, and no other', () => {
		const form = commitment({ subdivisions: ['CA-QC', 'CA-ON', 'CA-QC'] });
		expect(form.ok && form.data.subdivisions).toEqual(['CA-QC', 'CA-ON']);
		expect(commitment({ subdivisions: 'CA-XX' }).ok).toBe(false);
	});

	it.each<[string, Record<string, string>, Record<string, object>]>([
		[
			'an agency with a long name',
			{ supportingAgencies: 'x'.repeat(301) },
			{ supportingAgencies: { code: 'too_long', limit: 300 } }
		],
		[
			'too many agencies',
			{ supportingAgencies: Array.from({ length: 51 }, (_, at) => `Agency ${at}`).join(';') },
			{ supportingAgencies: { code: 'invalid' } }
		],
		['an empty title', { titleEn: '  ' }, { titleEn: { code: 'language' } }],
		['a long title', { titleEn: 'x'.repeat(301) }, { titleEn: { code: 'too_long', limit: 300 } }],
		[
			'200 kB of description',
			{ descriptionFr: 'é'.repeat(100_000) },
			{ descriptionFr: { code: 'too_long', limit: 10_000 } }
		],
		['no kind', { kind: '' }, { kind: { code: 'required' } }],
		['an unknown kind', { kind: 'wish' }, { kind: { code: 'choose' } }],
		[
			'a due date before the start',
			{ startsOn: '2026-05', dueOn: '2026-04-30' },
			{ dueOn: { code: 'date_order' } }
		],
		['a day that does not exist', { startsOn: '2026-02-30' }, { startsOn: { code: 'date' } }],
		[
			'a script for an address',
			{ sourceUrl: 'javascript:alert(1)' },
			{ sourceUrl: { code: 'web_address' } }
		],
		[
			'a file for an address',
			{ sourceUrl: 'ftp://example.org/x' },
			{ sourceUrl: { code: 'web_address' } }
		],
		[
			'a picture for a source',
			{ sourceUrl: 'https://example.org/x.png' },
			{ sourceUrl: { code: 'media' } }
		]
	])('refuses %s, beside its field, and keeps what was typed', (_, over, errors) => {
		const form = commitment(over);
		expect(errorsOf(form)).toEqual(errors);
		expect(form.values).toMatchObject(over);
	});

	it('says everything that is wrong at once', () => {
		const form = commitment({ titleEn: '', kind: '', startsOn: '2027', dueOn: '2026' });
		expect(Object.keys(errorsOf(form)).sort()).toEqual(['dueOn', 'kind', 'titleEn']);
	});

	it('does not fall over fields that are no text', () => {
		expect(commitment({ startsOn: ['2026', '2027'], 'dueOn.x': '1' }).ok).toBe(false);
	});
});

describe('the form of a funding line', () => {
	const funding = (over: Record<string, string>) =>
		parseForm(
			fundingInput,
			posted({
				amount: '22,240,000',
				currency: 'CAD',
				stage: 'announced',
				token: randomUUID(),
				...over
			})
		);

	it.each([
		['22,240,000', 'CAD', 2_224_000_000],
		['22 240 000,50', 'CAD', 2_224_000_050],
		['1.5', 'cad', 150],
		['1500', 'JPY', 1500]
	])('reads %s %s', (amount, currency, amountMinor) => {
		const form = funding({ amount, currency });
		expect(form.ok && form.data.amountMinor).toBe(amountMinor);
	});

	it.each([
		[{ currency: 'XQZ' }, { currency: { code: 'currency' } }],
		[{ amount: 'a lot' }, { amount: { code: 'amount' } }],
		[{ amount: '-5' }, { amount: { code: 'amount' } }],
		[{ amount: '9'.repeat(30) }, { amount: { code: 'amount' } }],
		[{ amount: '' }, { amount: { code: 'required' } }]
	])('refuses %o', (over, errors) => {
		expect(errorsOf(funding(over as Record<string, string>))).toEqual(errors);
	});
});

describe('the form of a milestone', () => {
	it('needs its words in one language', () => {
		const form = parseForm(milestoneInput, posted({ dueOn: '2026', token: randomUUID() }));
		expect(errorsOf(form)).toEqual({ titleEn: { code: 'language' } });
	});
});

describe('the form of an update', () => {
	const update = (over: Record<string, string>) =>
		parseForm(
			updateInput,
			posted({
				status: 'on_track',
				asOf: '2026-01',
				noteEn: 'Begun.',
				token: randomUUID(),
				...over
			})
		);

	it('takes an update without evidence', () => {
		expect(update({}).ok).toBe(true);
	});

	it.each([
		[{ status: 'no_evidence' }, { status: { code: 'choose' } }],
		[{ asOf: '2999' }, { asOf: { code: 'date' } }],
		[{ noteEn: '' }, { noteEn: { code: 'language' } }],
		[{ 'evidence.0.url': 'https://example.org/x' }, { 'evidence.0.title': { code: 'required' } }],
		[{ 'evidence.2.title': 'Report' }, { 'evidence.2.url': { code: 'required' } }],
		[
			{ 'evidence.0.url': 'data:text/html,x', 'evidence.0.title': 'x' },
			{ 'evidence.0.url': { code: 'web_address' } }
		],
		[
			{ 'evidence.0.url': 'https://example.org/film.webm', 'evidence.0.title': 'x' },
			{ 'evidence.0.url': { code: 'media' } }
		],
		[
			{ 'moves.0.of': 'commitment', 'moves.0.dueOn': '2028' },
			{ 'moves.0.reasonEn': { code: 'reason_needed' } }
		],
		[
			{ 'moves.0.of': 'commitment', 'moves.0.reasonFr': 'Le vote est reporté.' },
			{ 'moves.0.dueOn': { code: 'required' } }
		],
		[{ 'newMilestones.1.dueOn': '2028' }, { 'newMilestones.1.titleEn': { code: 'language' } }]
	])('refuses %o', (over, errors) => {
		expect(errorsOf(update(over as Record<string, string>))).toEqual(errors);
	});
});

describe('decisions', () => {
	it('say why something is returned or withdrawn', () => {
		const returned = parseForm(commitmentDecision, posted({ decision: 'return', version: '1' }));
		expect(errorsOf(returned)).toEqual({ comment: { code: 'reason_needed' } });
		expect(errorsOf(parseForm(withdrawal, posted({ reason: ' ' })))).toEqual({
			reason: { code: 'reason_needed' }
		});
	});

	it('need no comment to accept, but a decision', () => {
		expect(parseForm(commitmentDecision, posted({ decision: 'accept', version: '1' })).ok).toBe(
			true
		);
		expect(errorsOf(parseForm(commitmentDecision, posted({ version: '1' })))).toEqual({
			decision: { code: 'required' }
		});
	});
});

describe('the query string of a list', () => {
	it('leaves out what it cannot read', () => {
		expect(
			commitmentFilters.parse({ kind: 'wish', status: 'delayed', q: 'x'.repeat(999) })
		).toEqual({ status: 'delayed' });
	});
});
