import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';
import { asSystem } from './world.ts';

/** A link of the public record that is gone: everyone reads so beside it; lists of them are their owner’s and the secretariat’s. */
export async function linkCases({ world }: Stage): Promise<Record<string, Case>> {
	const url = 'https://example.org/gone';
	await asSystem(async (db) => {
		const { id } = only(
			await db
				.insert(t.commitments)
				.values({
					ownerId: world.owner.id,
					reference: 'OWNER-9999',
					kind: 'programme',
					titleEn: 'Of the owner',
					state: 'published',
					publishedAt: new Date()
				})
				.returning()
		);
		await db.insert(t.evidence).values({ commitmentId: id, url, title: 'Evidence' });
		const found = { outcome: 'gone', status: 404, attempts: 1, checkedAt: new Date() } as const;
		await db.insert(t.linkChecks).values({ url, ...found });
	});
	return {
		ownBrokenLinks: { by: 'viewer', given: [] },
		allBrokenLinks: { by: 'editor', given: [] }
	};
}
