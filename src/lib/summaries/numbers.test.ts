import { describe, expect, it } from 'vitest';
import { statusFigure } from '#lib/comparison/figures/statuses.ts';
import { viewsOf } from '#lib/comparison/questions.server.ts';
import { boundNumber, hasMoved, withNumbers, writeNumber, type NumberSource } from './numbers.ts';

const views = (completed: number) =>
	viewsOf(
		statusFigure({
			title: { en: 'Commitments by country', fr: 'Engagements par pays' },
			axis: { en: 'Country', fr: 'Pays' },
			groups: [{ key: 'CA', name: { en: 'Canada', fr: 'Canada' } }],
			counts: [
				{ group: 'CA', status: 'completed', count: completed },
				{ group: 'CA', status: 'on_track', count: 3000 }
			],
			note: { en: '', fr: '' },
			asOf: '2026-11-26'
		})
	);
const source = {
	id: '1',
	position: 1,
	part: 0,
	row: 'CA',
	column: 'completed',
	form: 'count' as const
};
const bound = (over: Partial<NumberSource> = {}, completed = 1000) =>
	boundNumber({ ...source, ...over }, { position: 2, views: views(completed) });

describe('a number that is bound to a figure', () => {
	it('is the one in the cell, with what it counts in both languages', () => {
		expect(bound()).toMatchObject({
			figure: 2,
			value: { value: 1000, whole: 4000 },
			says: { en: 'Canada, Completed', fr: 'Canada, Réalisé' }
		});
	});

	it('is written as each language writes it, or as its share of the whole', () => {
		const written = (number: ReturnType<typeof bound>) => [
			writeNumber(number, 'en'),
			writeNumber(number, 'fr').replaceAll(/\s/g, ' ')
		];
		expect(written(bound())).toEqual(['1,000', '1 000']);
		expect(written(bound({ form: 'share' }))).toEqual(['25%', '25 %']);
	});

	it.each([{ row: 'NZ' }, { column: 'group' }, { column: 'no such' }, { part: 1 }])(
		'is none where the figure has none: %o',
		(over) => {
			expect(bound(over)).toMatchObject({ value: null, says: null });
		}
	);

	it('has no share where it is part of nothing', () => {
		expect(bound({ column: 'total', form: 'share' }).value).toBeNull();
		expect(writeNumber(bound({ column: 'total', form: 'share' }), 'en')).toBe('–');
	});

	it('has moved when it is another one, or one of another whole', () => {
		expect(hasMoved(bound().value, bound().value)).toBe(false);
		expect(hasMoved(bound().value, bound({}, 1001).value)).toBe(true);
		expect(hasMoved(bound().value, null)).toBe(true);
	});
});

describe('a text', () => {
	it('has its numbers in it, each leading to what it counts; others stay as they were written', () => {
		expect(withNumbers('Now {{number 1}}, {{ Number 1 }} and {{number 7}}.', [bound()], 'en')).toBe(
			'Now [1,000](#number-1), [1,000](#number-1) and {{number 7}}.'
		);
	});
});
