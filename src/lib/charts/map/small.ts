import { geoArea, geoCentroid } from 'd3-geo';
import { areasOf, type WorldAtlas } from './areas.ts';

const EARTH_KM = 6371;
/** In square kilometres: an outline of less is narrower than three points on a picture of the world. */
const SMALL = 10_000;

/** How a map drawn with the coarser of two atlases shows countries: by their outline, or as a point. */
export interface Placing {
	outlines: ReadonlySet<string>;
	/** Longitude and latitude of those that are too small for their outline to be seen. */
	points: ReadonlyMap<string, readonly [number, number]>;
}

export function placing({ coarse, fine }: { coarse: WorldAtlas; fine: WorldAtlas }): Placing {
	const outlines = new Set(areasOf(coarse).flatMap(({ code }) => code ?? []));
	const largest = new Map<string, { km2: number; centre: [number, number] }>();
	for (const { code, outline } of areasOf(fine)) {
		if (code === null) continue;
		const km2 = geoArea(outline) * EARTH_KM ** 2;
		// Islands far away may have an outline of their own: a country lies where its greatest one does.
		if (km2 > (largest.get(code)?.km2 ?? 0))
			largest.set(code, { km2, centre: geoCentroid(outline) });
	}
	const points = new Map<string, readonly [number, number]>();
	for (const [code, { km2, centre }] of largest)
		if (km2 < SMALL || !outlines.has(code)) points.set(code, centre);
	return { outlines, points };
}
