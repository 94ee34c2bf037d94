import { removalInput } from '#lib/removals/schema.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';
import { asSystem } from './world.ts';

/** A text that an administrator takes away. */
export async function removalCases({ world, who }: Stage): Promise<Record<string, Case>> {
	const { id } = only(
		await asSystem(async (db) => {
			const [{ id: commitmentId } = { id: '' }] = await db.select().from(t.commitments).limit(1);
			return db
				.insert(t.commitmentComments)
				.values({
					commitmentId,
					ownerId: world.owner.id,
					authorId: who('viewer').userId,
					authorName: 'V',
					fromSecretariat: false,
					body: 'To be removed.'
				})
				.returning();
		})
	);
	const input = removalInput.parse({ text: `comment:${id}`, ground: 'court', confirm: 'on' });
	return {
		removeText: { by: 'administrator', given: [input] },
		textsAt: { by: 'administrator', given: ['/en/commitments/OWNER-9999'] },
		listRemovals: { by: 'administrator', given: [] }
	};
}
