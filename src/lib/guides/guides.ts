import { COMPANY } from './company.ts';
import type { Guide } from './guide.ts';
import { LIAISON } from './liaison.ts';
import { PARTNER } from './partner.ts';
import { READER } from './reader.ts';
import { REVIEWER } from './reviewer.ts';
import { SECRETARIAT } from './secretariat.ts';

/** A guide for each role, in the order in which they are walked: what one does, the next may find. */
export const GUIDES: readonly Guide[] = [READER, PARTNER, LIAISON, COMPANY, REVIEWER, SECRETARIAT];

/** The pages of the guides, without language. */
export const GUIDE_PATHS: readonly string[] = [
	'/guides',
	...GUIDES.map(({ key }) => `/guides/${key}`)
];
