import { describe, expect, it } from 'vitest';
import { CELL_CODES } from '#lib/assessments/vocabulary.ts';
import { companiesBeside, gathered, readFilters } from '../schema.ts';
import { ALL_SECTORS } from '../vocabulary.ts';
import { againstGroup, besideRows, countFindings, groupOf } from './beside.ts';

const PRINCIPLES = [
	{ number: 1, place: 0 },
	{ number: 2, place: 1 }
];
const finding = (id: string, principle: number, direction: 'practice' | 'gap', correctsId = null) =>
	({ id, principle, direction, correctsId }) as const;
const none = { reviews: new Map<number, number>(), findings: [] };

describe('companies side by side', () => {
	it('stand in the same rows, in the order chosen, each with what it and others say', () => {
		const rows = besideRows(PRINCIPLES, [
			{ ratings: [0, CELL_CODES.notPublic], reviews: new Map([[1, 2]]), findings: [] },
			{ ...none, ratings: [4, 3], findings: [finding('a', 2, 'gap'), finding('b', 2, 'practice')] }
		]);
		expect(rows.map(({ principle }) => principle.number)).toEqual([1, 2]);
		expect(rows[0]?.cells).toEqual([
			{ standing: 0, review: 2, findings: { practice: 0, gap: 0 } },
			{ standing: 4, review: null, findings: { practice: 0, gap: 0 } }
		]);
		expect(rows[1]?.cells).toEqual([
			{ standing: 'not_public', review: null, findings: { practice: 0, gap: 0 } },
			{ standing: 3, review: null, findings: { practice: 1, gap: 1 } }
		]);
	});

	it('tell apart a 0, what does not apply, what is not public, what was not answered, and nothing published', () => {
		const standings = [
			[0],
			[CELL_CODES.notApplicable],
			[CELL_CODES.notPublic],
			[CELL_CODES.notAnswered],
			[],
			null
		].map(
			(ratings) => besideRows(PRINCIPLES.slice(0, 1), [{ ...none, ratings }])[0]?.cells[0]?.standing
		);
		expect(standings).toEqual([
			0,
			'not_applicable',
			'not_public',
			'not_answered',
			'not_answered',
			null
		]);
	});

	it('count a corrected finding once, as its correction', () => {
		const corrected = { ...finding('b', 1, 'practice'), correctsId: 'a' };
		expect(countFindings([finding('a', 1, 'gap'), corrected], 1)).toEqual({ practice: 1, gap: 0 });
	});
});

describe('a company against its sector', () => {
	const company = (slug: string, ratings: number[] | null, sample = false, sector = 'search') => ({
		slug,
		sample,
		sectors: [sector],
		ratings
	});

	it('is set against those with a published self-assessment, real with real, made up with made up', () => {
		const all = [
			company('a', [1, 1]),
			company('b', null),
			company('c', [2, 2], true),
			company('d', [3, 3], false, 'email')
		];
		const slugs = (sector: string, sample: boolean) =>
			groupOf(all, { sample }, sector).map(({ slug }) => slug);
		expect(slugs('search', false)).toEqual(['a']);
		expect(slugs('search', true)).toEqual(['c']);
		expect(slugs(ALL_SECTORS, false)).toEqual(['a', 'd']);
	});

	const five = [
		[0, 1],
		[1, 1],
		[2, 1],
		[3, 1],
		[4, CELL_CODES.notPublic]
	].map((ratings) => ({
		ratings
	}));

	it('is not set against fewer than five', () => {
		expect(againstGroup(PRINCIPLES, [0, 1], five.slice(1))).toBeNull();
		expect(againstGroup(PRINCIPLES, [0, 1], five)).not.toBeNull();
	});

	it('has no distribution under a principle that fewer than five rate publicly', () => {
		const rows = againstGroup(PRINCIPLES, [0, 1], five);
		expect(rows?.[0]).toMatchObject({ own: 0, distribution: { rated: 5, assessed: 5 } });
		expect(rows?.[1]).toMatchObject({ own: 1, distribution: null });
	});

	it('has no place of its own where it published nothing', () => {
		expect(againstGroup(PRINCIPLES, null, five)?.[0]?.own).toBeNull();
	});
});

describe('the choice in the address', () => {
	const asked = (query: string) =>
		readFilters(companiesBeside.partial(), gathered(new URLSearchParams(query), 'company'));

	it('is read from a field named several times or from one with commas, each once', () => {
		expect(asked('company=a&company=&company=b&company=a&cycle=2024')).toEqual({
			company: ['a', 'b'],
			cycle: '2024'
		});
		expect(asked('company=a,b').company).toEqual(['a', 'b']);
	});

	it('holds six at most, and nothing that is no key', () => {
		expect(asked('company=a,b,c,d,e,f,g').company).toHaveLength(6);
		expect(asked('company=a%00').company).toBeUndefined();
		expect(asked('').company).toBeUndefined();
	});
});
