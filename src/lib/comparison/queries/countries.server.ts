import { Refusal } from '#lib/access/refusal.ts';
import { nameGroups } from '../figures/statuses.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { CountryFilters } from '../schema.ts';
import { sumStatuses } from '../shapes/statuses.ts';
import { treatyStandings } from '../shapes/treaties.ts';
import { TREATY_KEYS } from '../vocabulary.ts';
import {
	readBodies,
	readCountries,
	readForums,
	readMembersOf,
	readPillars,
	readTreatyActions
} from './places.server.ts';
import { countByStatus } from './statuses.server.ts';

/**
 * Published commitments by status, for each country and for each body that belongs to none, and
 * the treaties that bind each country. Public. Throws `Refusal('not_found')` on a forum or pillar
 * that does not exist.
 */
export async function compareCountries(db: Db, filters: CountryFilters) {
	const { forum, kind, pillar } = filters;
	const forums = await readForums(db);
	const pillars = await readPillars(db);
	if (forum !== undefined && !forums.some(({ key }) => key === forum))
		throw new Refusal('not_found');
	if (pillar !== undefined && !pillars.some(({ key }) => key === pillar))
		throw new Refusal('not_found');
	const names = await readCountries(db);
	const scope = { forum, kind, pillar };
	const countries = nameGroups(names, await countByStatus(db, 'country', scope));
	const bodies = nameGroups(await readBodies(db), await countByStatus(db, 'owner', scope));
	const members = forum === undefined ? null : await readMembersOf(db, forum);
	const treaties = treatyStandings(await readTreatyActions(db, Object.values(TREATY_KEYS)));
	return {
		forums,
		pillars,
		countries,
		bodies,
		total: sumStatuses([...countries, ...bodies].map(({ counts }) => counts)),
		treaties: names
			.filter(({ key }) => !members || members.has(key))
			.map(({ key, name }) => ({
				key,
				name,
				...(treaties.get(key) ?? { crc: null, opsc: null })
			}))
	};
}
export type CountryComparison = Awaited<ReturnType<typeof compareCountries>>;
