import type { Certainty, TreatyAction } from '#lib/organisations/vocabulary.ts';
import { COMPARED_TREATIES, TREATY_KEYS, type ComparedTreaty } from '../vocabulary.ts';

export interface TreatyActionRow {
	country: string;
	instrument: string;
	action: TreatyAction;
	takenOn: string | null;
	certainty: Certainty;
}

export type TreatyStanding = Omit<TreatyActionRow, 'country' | 'instrument'> | null;

/** Signing announces, these bind: the date that counts is that of the one that binds. */
const BINDING = new Set<TreatyAction>(['ratified', 'accepted', 'acceded', 'succeeded', 'bound']);

/** Whether a treaty binds the country that stands so to it. */
export const binds = (standing: TreatyStanding): boolean =>
	standing !== null && BINDING.has(standing.action);

/** For each country and treaty the action that binds it, else its signature, else nothing. */
export function treatyStandings(
	rows: readonly TreatyActionRow[]
): Map<string, Record<ComparedTreaty, TreatyStanding>> {
	const standings = new Map<string, Record<ComparedTreaty, TreatyStanding>>();
	for (const { country, instrument, ...action } of rows) {
		const treaty = COMPARED_TREATIES.find((one) => TREATY_KEYS[one] === instrument);
		if (!treaty) continue;
		const own = standings.get(country) ?? { crc: null, opsc: null };
		if (own[treaty] === null || BINDING.has(action.action)) own[treaty] = action;
		standings.set(country, own);
	}
	return standings;
}
