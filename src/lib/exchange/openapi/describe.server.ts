import { withPublic } from '#lib/server/db/index.ts';
import { LISTINGS } from '../listings.server.ts';
import type { Described } from './document.server.ts';

/**
 * Every list with its first record as the public reads it today, so that no example is made up. Of
 * lists that are given whole there is none: to have one record would be to make them all.
 */
export async function describeListings(): Promise<Described[]> {
	return withPublic(async (db) => {
		const described: Described[] = [];
		for (const listing of LISTINGS) {
			const part = { limit: 1, after: null };
			const asked = listing.parameters.safeParse({});
			const reading =
				listing.paged && asked.success ? await listing.read(db, asked.data, part) : null;
			described.push({ listing, example: reading?.records[0] ?? null });
		}
		return described;
	});
}
