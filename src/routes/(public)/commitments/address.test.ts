import { describe, expect, it } from 'vitest';
import { commitmentFilters } from '#lib/commitments/schema.ts';
import { queryWith } from './address.ts';

const filters = commitmentFilters.parse({ q: 'tip line', country: 'CA', after: 'CA-0004' });

describe('the address of a view', () => {
	it('keeps what is chosen and starts at the first page', () => {
		expect(queryWith(filters)).toBe('?q=tip+line&country=CA');
		expect(queryWith(filters, { country: null, overdue: 'yes' })).toBe('?q=tip+line&overdue=yes');
	});

	it('goes on after a reference when asked to', () => {
		expect(queryWith(filters, { after: 'CA-0029' })).toBe('?q=tip+line&country=CA&after=CA-0029');
	});

	it('is the bare list when nothing is chosen, and reads back as it was written', () => {
		expect(queryWith(commitmentFilters.parse({}))).toBe('');
		const query = queryWith(filters, { evidence: 'no', principle: 4 });
		expect(commitmentFilters.parse(Object.fromEntries(new URLSearchParams(query)))).toEqual({
			q: 'tip line',
			country: 'CA',
			evidence: 'no',
			principle: 4
		});
	});
});
