import { eq } from 'drizzle-orm';
import { versionId } from '#lib/frameworks/queries/file.server.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Reference } from '../read.server.ts';
import { idsBy, upsert } from '../upsert.server.ts';

/** Regimes beside the principles, what each asks, and which principles serve it. */
export async function loadCrosswalk(db: Db, { crosswalk }: Reference): Promise<void> {
	await upsert(
		db,
		t.regimes,
		crosswalk.regimes.map(({ key, publisher, version, name, url, note }, position) => ({
			key,
			position: position + 1,
			publisher,
			version,
			nameEn: name.en,
			nameFr: name.fr,
			url,
			noteEn: note?.en ?? null,
			noteFr: note?.fr ?? null
		})),
		[t.regimes.key]
	);
	await upsert(
		db,
		t.regimeItems,
		crosswalk.regimes.flatMap(({ key, url, items }) =>
			items.map((item, position) => ({
				regimeKey: key,
				code: item.code,
				titleEn: item.title.en,
				titleFr: item.title.fr,
				url: item.url ?? url,
				certainty: item.certainty,
				position: position + 1
			}))
		),
		[t.regimeItems.regimeKey, t.regimeItems.code]
	);
	const itemId = idsBy(
		await db.select().from(t.regimeItems),
		({ regimeKey, code }) => `${regimeKey} ${code}`
	);
	const { key, version } = crosswalk.framework;
	const frameworkId = await versionId(db, key, version);
	if (!frameworkId) throw new Error(`reference data: crosswalk.json: no ${key} of ${version}`);
	const requirementId = idsBy(
		await db.select().from(t.requirements).where(eq(t.requirements.frameworkId, frameworkId)),
		({ number }) => String(number)
	);
	await upsert(
		db,
		t.crosswalk,
		crosswalk.mappings.map(({ requirement, regime, item, coverage, note, certainty }) => ({
			requirementId: requirementId(String(requirement)),
			regimeItemId: itemId(`${regime} ${item}`),
			coverage,
			noteEn: note.en,
			noteFr: note.fr,
			certainty
		})),
		[t.crosswalk.requirementId, t.crosswalk.regimeItemId]
	);
}
