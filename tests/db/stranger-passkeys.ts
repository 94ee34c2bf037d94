import { randomUUID } from 'node:crypto';
import type { Person } from '#lib/access/actor.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';
import { asSystem } from './world.ts';

/** Passkeys of a person of one organisation, and of another of its people, whose membership this is. */
export async function passkeyCases(
	{ who }: Stage,
	{ id: membership, userId }: { id: string; userId: string }
): Promise<Record<string, Case>> {
	const plant = async (of: string) =>
		only(
			await asSystem((db) =>
				db
					.insert(t.passkeys)
					.values({
						userId: of,
						name: 'Laptop',
						credentialId: randomUUID(),
						publicKey: new Uint8Array(1),
						counter: 0,
						transports: []
					})
					.returning({ id: t.passkeys.id })
			)
		).id;
	const passkey = await plant((who('contributor') as Person).userId);
	await plant(userId);
	return {
		renamePasskey: { by: 'contributor', given: [{ passkey, name: 'Old laptop' }] },
		removePasskey: { by: 'contributor', given: [{ passkey }] },
		resetPasskeys: { by: 'approver', given: [{ membership }] }
	};
}
