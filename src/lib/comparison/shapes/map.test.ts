import { describe, expect, it } from 'vitest';
import { MAP_MEASURES } from '../vocabulary.ts';
import { boundBy, drawnFigure, mapRows } from './map.ts';

const names = ['CA', 'FR', 'MT'].map((key) => ({ key, name: { en: key, fr: key } }));
const act = (action: 'signed' | 'ratified') =>
	({ action, takenOn: '1990', certainty: 'confirmed' }) as const;

describe('countries on a map', () => {
	it.each(MAP_MEASURES)(
		'have no figure for %s where nothing is on record, which is no 0',
		(measure) => {
			const counted = new Map([['CA', { count: 0, of: 2 }]]);
			const { rows } = mapRows(measure, names, counted);
			expect(rows.map(({ key, count, of }) => [key, count, of])).toEqual([
				['CA', 0, 2],
				['FR', null, null],
				['MT', null, null]
			]);
			expect(rows.slice(1).map(({ step }) => step)).toEqual([null, null]);
		}
	);

	it('have a step for a share of 0, and none for a share of nothing', () => {
		const counted = new Map([
			['CA', { count: 0, of: 4 }],
			['FR', { count: 0, of: 0 }],
			['MT', { count: 2, of: 2 }]
		]);
		expect(mapRows('overdue', names, counted).rows.map(({ step }) => step)).toEqual([0, null, 4]);
		expect(drawnFigure('overdue', { count: 0, of: 0 })).toBeNull();
	});

	it('are counted in steps that their greatest count sets', () => {
		const counted = new Map([
			['CA', { count: 40, of: null }],
			['FR', { count: 2, of: null }]
		]);
		const { rows, steps } = mapRows('commitments', names, counted);
		expect(rows.map(({ step }) => step)).toEqual([4, 0, null]);
		expect(steps.at(-1)).toEqual({ from: 31, to: 62 });
	});

	it('are bound by a treaty that they ratified, not by one that they signed', () => {
		const rows = [
			{ key: 'CA', crc: act('ratified'), opsc: act('ratified') },
			{ key: 'FR', crc: act('ratified'), opsc: act('signed') },
			{ key: 'MT', crc: null, opsc: act('signed') },
			{ key: 'US', crc: null, opsc: null }
		];
		const bound = boundBy(rows);
		expect([...bound]).toEqual([
			['CA', { count: 2, of: 2 }],
			['FR', { count: 1, of: 2 }],
			['MT', { count: 0, of: 2 }]
		]);
		expect(mapRows('treaties', names, bound).rows.map(({ step }) => step)).toEqual([2, 1, 0]);
	});
});
