import { createHash } from 'node:crypto';
import { organisationsOf, secretariatRole, type Actor } from '#lib/access/actor.ts';

/** What row-level security is told of who asks, in the order in which it is sealed. */
export function settingsOf(actor: Actor) {
	return {
		user: actor.kind === 'person' ? actor.userId : '',
		token: (actor.kind === 'person' && actor.token?.id) || '',
		reads: organisationsOf(actor, 'viewer').join(','),
		writes: organisationsOf(actor, 'contributor').join(','),
		approves: organisationsOf(actor, 'approver').join(','),
		secretariat: secretariatRole(actor) ?? ''
	};
}

/**
 * What proves to the database that these settings are the application's: whoever gets a statement of their own into a
 * transaction can change them, but not seal them, and is then nobody. Hashed twice with the key, as HMAC is, so that
 * nothing can be added to what was sealed; `concord_sealed()` does the same. The public needs none.
 */
export function seal(actor: Actor, settings: string[], key: Uint8Array): string {
	if (actor.kind === 'public') return '';
	const inner = createHash('sha256')
		.update(key)
		.update([actor.kind, ...settings].join('\n'))
		.digest();
	return createHash('sha256').update(key).update(inner).digest('hex');
}
