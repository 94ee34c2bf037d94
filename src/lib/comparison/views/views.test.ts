import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { drawPicture } from '#lib/charts/picture/picture.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { freshDatabase } from '../../../../tests/database.ts';
import { asSystem } from '../../../../tests/db/world.ts';
import type { DrawnView } from '../vocabulary.ts';
import { pictureParts } from './parts.ts';
import { creditOf } from './taken.ts';
import { readView } from './views.server.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await asSystem(loadReference);
}, 240_000);
afterAll(closeDatabase);

describe('a view of the public record', () => {
	it.each<[DrawnView, string]>([
		['companies', ''],
		['companies', 'cells=findings'],
		['companies/side-by-side', 'company=google,meta'],
		['countries', ''],
		['countries', 'view=timing'],
		['countries', 'view=promises'],
		['countries', 'view=promises&forum=five-country&list=documents'],
		['countries', 'view=promises&forum=five-country&list=together'],
		['countries', 'view=funding'],
		['countries', 'view=funding&currency=EUR'],
		['countries', 'view=treaties'],
		['countries/side-by-side', 'country=CA,GB'],
		['over-time', ''],
		['indicators', 'company=google'],
		['indicators', 'country=CA']
	])('%s?%s is drawn with its title, source and day, in both languages', async (what, query) => {
		for (const locale of ['en', 'fr'] as const) {
			const view = await withActor(PUBLIC, (db) =>
				readView(db, what, new URLSearchParams(query), locale)
			);
			const figure = view?.figure;
			expect(figure).toBeDefined();
			if (!figure) continue;
			const footer = creditOf(figure, `https://concord.example/${what}`, locale);
			const words = { title: figure.title[locale], summary: figure.summary[locale] };
			const svg = drawPicture(pictureParts(figure, locale), { ...words, footer, locale });
			expect(/Source\s?: /.test(svg)).toBe(true);
			expect(svg.includes(figure.asOf.slice(0, 4))).toBe(true);
			expect(/NaN|undefined|\[object/.exec(svg)).toBeNull();
			expect(figure.period[locale]).not.toBe('');
			expect(view.methods.length).toBeGreaterThan(0);
		}
	});
});
