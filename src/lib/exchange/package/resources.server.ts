import { z } from 'zod';
import { companiesComparedListing } from '../listings/comparisons.server.ts';
import { countriesComparedListing } from '../listings/countries-compared.server.ts';
import type { Listing } from '../listing.ts';
import { LISTINGS } from '../listings.server.ts';
import { distributionRow, statusRow, timingRow } from '../records/compared.ts';
import { KEYS, type Keys } from './keys.ts';

/** A file of the package: a list, asked in one way, whole. */
export interface Resource {
	name: string;
	listing: Listing;
	/** What the list is asked; its address would say the same. */
	asked: Record<string, string>;
	/** What the records of this answer are. */
	record: z.ZodObject;
	keys: Keys;
}

/** “compare/over-time” as `compare-over-time`. */
const nameOf = (path: string): string => path.slice(1).replaceAll('/', '-');

/** What a list must be asked to be given whole, where it would give less on its own. */
const WHOLE: Record<string, Record<string, string>> = { '/changes': { from: '1900-01-01' } };

/** Lists whose records are alike whatever is asked, and that need no choice by who reads them: those whose keys are named. */
const plain = LISTINGS.flatMap((listing): Resource[] => {
	const { path, record } = listing;
	const keys = KEYS[path];
	return keys && record instanceof z.ZodObject
		? [{ name: nameOf(path), listing, asked: WHOLE[path] ?? {}, record, keys }]
		: [];
});

const compared = (
	listing: Listing,
	asked: Record<string, string>,
	record: z.ZodObject,
	primary?: string[]
): Resource => ({
	name: [nameOf(listing.path), ...Object.values(asked)].join('-'),
	listing,
	asked,
	record,
	keys: { primary }
});

/** The comparisons that the figures of a summary are of, in their usual view. */
const comparisons = [
	compared(companiesComparedListing, { view: 'distribution' }, distributionRow, ['principle']),
	compared(countriesComparedListing, { view: 'status', by: 'country' }, statusRow),
	compared(countriesComparedListing, { view: 'status', by: 'pillar' }, statusRow),
	compared(countriesComparedListing, { view: 'timing', by: 'country' }, timingRow)
];

/** Every file of the package, in the order in which its description tells of them. */
export const RESOURCES: readonly Resource[] = [...plain, ...comparisons];

/** Where a file of the package is within it. */
export const pathOf = ({ name }: Pick<Resource, 'name'>): string => `${name}.csv`;
