import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chosenFacets, facetCounts, FACETS, type FacetRow } from './facets.ts';
import { commitmentFilters } from './schema.ts';

const place = (...keys: (string | null)[]) =>
	fc.constantFrom(...keys).map((key) => ({ key, en: key, fr: key }));
const row: fc.Arbitrary<FacetRow> = fc.record({
	country: place('CA', 'NZ', null),
	forum: place('vgt', null),
	pillar: place('prevention', null),
	kind: fc.constantFrom('funding', 'policy'),
	status: fc.constantFrom('on_track', 'completed'),
	year: fc.constantFrom('2019', '2021', null),
	principles: fc.subarray([1, 4]),
	participants: fc.subarray(['CA', 'NZ']),
	evidence: fc.boolean(),
	funded: fc.boolean(),
	overdue: fc.boolean(),
	count: fc.integer({ min: 1, max: 5 })
});
const filters = fc
	.record(
		{
			country: fc.constantFrom('CA', 'NZ'),
			kind: fc.constantFrom('funding', 'policy'),
			year: fc.constantFrom('2019', '2021'),
			principle: fc.constantFrom('1', '4'),
			participant: fc.constantFrom('CA', 'NZ'),
			evidence: fc.constantFrom('yes', 'no'),
			overdue: fc.constant('yes')
		},
		{ requiredKeys: [] }
	)
	.map((given) => commitmentFilters.parse(given));

const holds = (one: FacetRow, facet: string, value: string): boolean => {
	switch (facet) {
		case 'country':
			return one.country.key === value;
		case 'kind':
			return one.kind === value;
		case 'year':
			return one.year === value;
		case 'principle':
			return one.principles.includes(Number(value));
		case 'participant':
			return one.participants.includes(value);
		case 'evidence':
			return one.evidence === (value === 'yes');
		default:
			return one.overdue === (value === 'yes');
	}
};

describe('facets', () => {
	it('count what choosing a value would lead to, everything else as it is', () => {
		fc.assert(
			fc.property(fc.array(row, { maxLength: 12 }), filters, (rows, given) => {
				const counts = facetCounts(rows, given);
				for (const [facet, values] of [
					['country', ['CA', 'NZ']],
					['principle', ['1', '4']],
					['participant', ['CA', 'NZ']],
					['evidence', ['yes', 'no']],
					['overdue', ['yes']]
				] as const)
					for (const value of values) {
						const asked = [
							...chosenFacets(given).filter(([name]) => name !== facet),
							[facet, value] as const
						];
						const expected = rows
							.filter((one) => asked.every(([name, wanted]) => holds(one, name, wanted)))
							.reduce((sum, { count }) => sum + count, 0);
						expect(counts[facet].get(value) ?? 0, `${facet} ${value}`).toBe(expected);
					}
			})
		);
	});

	it('have none but those of the filters', () => {
		expect(Object.keys(commitmentFilters.shape)).toEqual(expect.arrayContaining(FACETS));
	});
});
