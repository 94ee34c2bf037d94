import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { sitemapFiles, sitemapPart } from '#lib/exchange/listings/sitemap.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, cast } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	const { owner } = await cast('government');
	await asSystem((db) =>
		db.insert(t.commitments).values(
			(['published', 'published', 'published', 'draft', 'withdrawn'] as const).map((state, at) => ({
				reference: `XX-000${at}`,
				ownerId: owner.id,
				kind: 'policy' as const,
				titleEn: `Commitment ${randomUUID()}`,
				state,
				publishedAt: state === 'draft' ? null : new Date(),
				...(state === 'withdrawn' ? { withdrawnReason: 'No longer needed.' } : {})
			}))
		)
	);
}, 60_000);
afterAll(closeDatabase);

it('a long list is in parts that together name each published thing once, and nothing else', async () => {
	const found = await withActor(PUBLIC, async (db) => {
		const files = (await sitemapFiles(db, 2)).filter(({ part }) => part === 'commitments');
		expect(files.map(({ from }) => from)).toEqual(['XX-0000', 'XX-0002']);
		const parts: string[][] = [];
		for (const { from = '' } of files) parts.push(await sitemapPart(db, 'commitments', from, 2));
		return parts;
	});
	expect(found).toEqual([
		['/commitments/XX-0000', '/commitments/XX-0001'],
		['/commitments/XX-0002', '/commitments/XX-0004']
	]);
});
