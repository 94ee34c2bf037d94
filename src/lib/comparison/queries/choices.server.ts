import type { Db } from '#lib/server/db/types.ts';
import { readCountries, readForums } from './places.server.ts';
import { readPrinciples } from './principles.server.ts';

/** What a figure's question may be narrowed to: principles, cycles, forums, countries. Public. */
export async function figureChoices(db: Db) {
	const framework = await readPrinciples(db);
	return {
		principles: framework?.principles ?? [],
		cycles: framework ? [...framework.otherCycles, ...framework.cycles] : [],
		forums: await readForums(db),
		countries: await readCountries(db)
	};
}
