import { describe, expect, it } from 'vitest';
import { OTHER_NAMES, recognise } from './recognise.ts';

const KNOWN = [
	{ organisationId: 'au', names: ['AU', 'AUS', 'Australia', 'Australie'] },
	{ organisationId: 'ba', names: ['BA', 'Bosnia and Herzegovina', 'Bosnie-Herzégovine'] },
	{ organisationId: 'ca', names: ['CA', 'CAN', 'Canada'] },
	{ organisationId: 'kr', names: ['KR', 'South Korea', ...(OTHER_NAMES.KR ?? [])] },
	{ organisationId: 'nz', names: ['NZ', 'NZL', 'New Zealand', 'Nouvelle-Zélande'] },
	{
		organisationId: 'gb',
		names: ['GB', 'United Kingdom', 'Royaume-Uni', ...(OTHER_NAMES.GB ?? [])]
	},
	{ organisationId: 'us', names: ['US', 'United States', 'États-Unis', ...(OTHER_NAMES.US ?? [])] },
	{ organisationId: 'interpol', names: ['INTERPOL'] }
];
const found = (text: string) => recognise(text, KNOWN).found;

describe('a list copied from a communiqué', () => {
	it.each([
		['Australia, Canada, New Zealand, the United Kingdom and the United States'],
		['Australie, Canada, Nouvelle-Zélande, Royaume-Uni et États-Unis'],
		['l’Australie; le Canada; la Nouvelle-Zélande; le Royaume-Uni; les États-Unis d’Amérique'],
		['1. Australia\n2. Canada\r\n3. New Zealand\n4. UK\n5. USA'],
		['• Australia\n• Canada\n• New Zealand\n• Great Britain\n• United States of America.'],
		['AUS CA'.replace(' ', ',') + ', nz, gb, us'],
		['Government of Australia, Government of Canada, New Zealand, Britain, and U.S.']
	])('is read: %s', (text) => {
		expect(recognise(text, KNOWN)).toEqual({
			found: ['au', 'ca', 'nz', 'gb', 'us'],
			unknown: []
		});
	});

	it('keeps a name whole that has an “and” or a comma in it', () => {
		expect(found('Australia, Bosnia and Herzegovina and Canada')).toEqual(['au', 'ba', 'ca']);
		expect(found('Canada\nKorea, Republic of\nINTERPOL')).toEqual(['ca', 'kr', 'interpol']);
	});

	it('finds each once, and says what it does not know as it was written', () => {
		expect(recognise('Canada, Atlantis, CANADA\n– Freedonia.', KNOWN)).toEqual({
			found: ['ca'],
			unknown: ['Atlantis', 'Freedonia']
		});
	});

	it('is nothing where nothing is written', () => {
		expect(recognise(' ,\n ; ', KNOWN)).toEqual({ found: [], unknown: [] });
	});
});
