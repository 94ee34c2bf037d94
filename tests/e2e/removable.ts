import * as t from '#lib/server/db/schema/index.ts';
import type { Organisation } from '../fixtures.ts';
import { asSystem } from '../db/world.ts';

/** A published commitment that says this, by its reference. */
export async function removableCommitment(
	{ id: ownerId, slug }: Organisation,
	said: string
): Promise<string> {
	const reference = `${slug.slice(0, 8).replaceAll('-', '').toUpperCase()}-0001`;
	await asSystem((db) =>
		db.insert(t.commitments).values({
			reference,
			ownerId,
			kind: 'programme',
			titleEn: `Programme of ${slug}`,
			descriptionEn: said,
			state: 'published',
			publishedAt: new Date()
		})
	);
	return reference;
}
