import type { PGlite } from '@electric-sql/pglite';
import { CHANGED, type Tidings } from './tidings.ts';

/** Within one process the embedded database tells of a change before the transaction that made it has ended for its maker. */
export const embeddedTidings = (client: PGlite): Tidings => {
	let listening = false;
	return {
		keep: (keeper) => {
			client
				.listen(CHANGED, (table) => keeper.changed(table))
				.then(
					() => {
						keeper.lost();
						listening = true;
					},
					() => {}
				);
		},
		current: () => listening && !client.closed,
		hears: () => true,
		settled: async () => {},
		close: async () => {}
	};
};
