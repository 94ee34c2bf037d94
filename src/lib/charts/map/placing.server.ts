import type { WorldAtlas } from './areas.ts';
import { placing, type Placing } from './small.ts';

async function read(): Promise<Placing> {
	const [coarse, fine] = await Promise.all([
		import('world-atlas/countries-110m.json'),
		import('world-atlas/countries-50m.json')
	]);
	return placing({
		coarse: coarse.default as unknown as WorldAtlas,
		fine: fine.default as unknown as WorldAtlas
	});
}

let known: Promise<Placing> | undefined;

/** Where countries lie on the maps of this portal: worked out once, when the first is asked for. */
export const placingOnMap = (): Promise<Placing> => (known ??= read());
