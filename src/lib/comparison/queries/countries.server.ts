import { today } from '../as-of.ts';
import { Refusal } from '#lib/access/refusal.ts';
import type { Both } from '#lib/charts/shape.ts';
import { COMMITMENT_KINDS } from '#lib/commitments/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { nameGroups } from '../figures/statuses.ts';
import { kindWords } from '../country-labels.ts';
import { scopeOfCountries, type CountryFilters } from '../schema.ts';
import { sumStatuses } from '../shapes/statuses.ts';
import { nameTimings } from '../shapes/timing.ts';
import { treatyStandings } from '../shapes/treaties.ts';
import { TREATY_KEYS } from '../vocabulary.ts';
import {
	readBodies,
	readCountries,
	readForums,
	readMembersOf,
	readPillars,
	readTreatyActions,
	type Named
} from './places.server.ts';
import { countByStatus, type Group } from './statuses.server.ts';
import { countTiming } from './timing.server.ts';

/** What the commitments compared can be narrowed to. */
export interface CountryChoices {
	countries: Named[];
	forums: Named[];
	pillars: Named[];
}

/**
 * What one can choose from. Throws `Refusal('not_found')` where a country, a forum or a pillar is asked for
 * that does not exist. Public.
 */
export async function countryChoices(db: Db, asked: Partial<CountryFilters>) {
	const choices: CountryChoices = {
		countries: await readCountries(db),
		forums: await readForums(db),
		pillars: await readPillars(db)
	};
	for (const [key, known] of [
		[asked.country, choices.countries],
		[asked.forum, choices.forums],
		[asked.pillar, choices.pillars]
	] as const)
		if (key !== undefined && !known.some((one) => one.key === key)) throw new Refusal('not_found');
	return choices;
}

interface Rows {
	by: Group;
	names: readonly Named[];
	/** What to call those that belong to none. */
	ungrouped?: Both;
}

/** What commitments are counted by, and what those that they are counted by are called. */
async function rowsBy(
	db: Db,
	{ by }: CountryFilters,
	{ countries, forums, pillars }: CountryChoices
): Promise<[Rows, ...Rows[]]> {
	switch (by) {
		case 'country':
			return [
				{ by, names: countries },
				{ by: 'owner', names: await readBodies(db) }
			];
		case 'pillar':
			return [{ by, names: pillars, ungrouped: inBoth(m.comparison_no_pillar, {}) }];
		case 'forum':
			return [{ by, names: forums, ungrouped: inBoth(m.comparison_no_forum, {}) }];
		case 'kind':
			return [
				{ by, names: COMMITMENT_KINDS.map((kind) => ({ key: kind, name: kindWords[kind] })) }
			];
	}
}

/** Published commitments by status, for what they are counted by, today or on a past day. Public. */
export async function compareStatuses(db: Db, filters: CountryFilters) {
	const choices = await countryChoices(db, filters);
	const scope = scopeOfCountries(filters);
	const sections = [];
	for (const { by, names, ungrouped } of await rowsBy(db, filters, choices))
		sections.push({
			by,
			rows: nameGroups(names, await countByStatus(db, by, scope, filters.on), ungrouped)
		});
	const total = sumStatuses(sections.flatMap(({ rows }) => rows.map(({ counts }) => counts)));
	return { view: 'status' as const, choices, sections, total };
}
export type StatusComparison = Awaited<ReturnType<typeof compareStatuses>>;

/**
 * How published commitments stand against their dates and how far these have moved, for what they are
 * counted by. Where every commitment is counted, each country is there, also one of which nothing is on
 * record. Today or on a past day. Public.
 */
export async function compareTiming(db: Db, filters: CountryFilters, asOf = filters.on ?? today()) {
	const choices = await countryChoices(db, filters);
	const scope = scopeOfCountries(filters);
	const narrowed = Object.values(scope).some((value) => value !== undefined);
	const asked = { ...scope, against: filters.against, today: asOf, on: filters.on };
	const [first, ...others] = await rowsBy(db, filters, choices);
	const counted = await countTiming(db, [first.by, ...others.map(({ by }) => by)], asked);
	const sections = [first, ...others].map(({ by, names, ungrouped }) => {
		const keepUnrecorded = by === 'country' && !narrowed;
		return { by, rows: nameTimings(names, counted.of(by), { ungrouped, keepUnrecorded }) };
	});
	return { view: 'timing' as const, choices, sections, total: counted.whole };
}
export type TimingComparison = Awaited<ReturnType<typeof compareTiming>>;

/** The treaties that bind each country, or each that is or was in a forum, today or on a past day. Public. */
export async function compareTreaties(db: Db, filters: CountryFilters) {
	const { forum, on } = filters;
	const choices = await countryChoices(db, { forum });
	const members = forum === undefined ? null : await readMembersOf(db, forum, on);
	const standings = treatyStandings(await readTreatyActions(db, Object.values(TREATY_KEYS), on));
	const rows = choices.countries
		.filter(({ key }) => !members || members.has(key))
		.map((one) => ({ ...one, ...(standings.get(one.key) ?? { crc: null, opsc: null }) }));
	return { view: 'treaties' as const, choices, rows };
}
export type TreatyComparison = Awaited<ReturnType<typeof compareTreaties>>;
