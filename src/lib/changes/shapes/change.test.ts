import { describe, expect, it } from 'vitest';
import { CHANGE_KINDS } from '../vocabulary.ts';
import {
	byDay,
	dayOf,
	inOrder,
	keyOf,
	pathOf,
	positionOf,
	startOf,
	type Position
} from './change.ts';

const id = (end: string) => `00000000-0000-4000-8000-00000000000${end}`;
const at = (day: string, time = '12:00:00.000001'): string => `${day}T${time}Z`;

const POSITIONS: Position[] = [
	{ at: at('2026-03-02'), kind: 'status_changed', id: id('1') },
	{ at: startOf('2026-03-02'), kind: 'treaty_action', id: id('2') },
	{ at: at('2026-03-02', '12:00:00.000002'), kind: 'finding_published', id: id('3') },
	{ at: at('2026-03-02'), kind: 'commitment_published', id: id('4') },
	{ at: at('2026-03-02'), kind: 'status_changed', id: id('5') },
	{ at: at('2026-03-01', '23:59:59.999999'), kind: 'treaty_action', id: id('6') }
];

describe('the order of changes', () => {
	it('is newest first, to the microsecond, then by kind and id, whatever order they come in', () => {
		for (const given of [POSITIONS, POSITIONS.toReversed()])
			expect(given.toSorted(inOrder).map(({ id }) => id.at(-1))).toEqual([
				...['3', '4', '5', '1', '2', '6']
			]);
	});

	it('puts each under its day, in UTC', () => {
		const days = byDay(POSITIONS.toSorted(inOrder));
		expect(days.map(({ day, changes }) => [day, changes.length])).toEqual([
			['2026-03-02', 5],
			['2026-03-01', 1]
		]);
		expect(days.flatMap(({ changes }) => changes)).toHaveLength(POSITIONS.length);
		expect(dayOf({ at: startOf('2026-03-02') })).toBe('2026-03-02');
		expect(byDay([])).toEqual([]);
	});
});

describe('a place in the list', () => {
	it('is named by a key that is read again', () => {
		for (const kind of CHANGE_KINDS) {
			const position = { at: at('2026-03-02'), kind, id: id('1') };
			expect(positionOf(keyOf(position))).toEqual(position);
		}
	});

	it('is none where the key is not ours', () => {
		for (const key of [
			'',
			'2026-03-02',
			`${at('2026-03-02')} gossip ${id('1')}`,
			`${at('2026-13-02')} treaty_action ${id('1')}`,
			`${at('2026-03-02')} treaty_action 1`,
			`${at('2026-03-02')} treaty_action ${id('1')}'`
		])
			expect(positionOf(key), key).toBeNull();
	});
});

it('leads to a company’s own page, and for a public body to that of its country', () => {
	const of = { slug: 'one', country: 'CA' };
	expect(pathOf({ ...of, kind: 'company' })).toBe('/companies/one');
	expect(pathOf({ ...of, kind: 'law_enforcement' })).toBe('/countries/CA');
	expect(pathOf({ slug: 'one', country: null, kind: 'intergovernmental' })).toBeNull();
});
