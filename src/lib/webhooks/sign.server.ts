import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '#lib/server/env.ts';

const PREFIX = 'whsec_';
const IV = 12;
const TAG = 16;

/** A new secret, as its receiver keeps it. */
export const newSecret = (): string => PREFIX + randomBytes(32).toString('base64');

/** The headers by which a receiver knows that a message is ours and whole (Standard Webhooks, v1), one signature for each secret. */
export function signedHeaders(
	{ id, body }: { id: string; body: string },
	secrets: readonly string[],
	now: Date
): Record<string, string> {
	const timestamp = String(Math.floor(now.getTime() / 1000));
	const signatures = secrets.map((secret) =>
		createHmac('sha256', Buffer.from(secret.slice(PREFIX.length), 'base64'))
			.update(`${id}.${timestamp}.${body}`)
			.digest('base64')
	);
	return {
		'content-type': 'application/json; charset=utf-8',
		'webhook-id': id,
		'webhook-timestamp': timestamp,
		'webhook-signature': signatures.map((one) => `v1,${one}`).join(' ')
	};
}

/** A key for this purpose alone, of the secret that every instance has. */
function sealingKey(): Buffer {
	const { AUTH_SECRET } = env();
	if (!AUTH_SECRET) throw new Error('AUTH_SECRET is needed to seal the secrets of webhooks');
	return Buffer.from(hkdfSync('sha256', AUTH_SECRET, '', 'concord webhook secrets', 32));
}

/**
 * A secret as it is stored: a copy of the database alone signs nothing. It opens for the endpoint that it was sealed
 * for, and for no other.
 */
export function seal(secret: string, endpointId: string): Uint8Array {
	const iv = randomBytes(IV);
	const cipher = createCipheriv('aes-256-gcm', sealingKey(), iv).setAAD(Buffer.from(endpointId));
	const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
	return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** The secret that was sealed; null where it was not, for this endpoint, under the secret of now. */
export function unseal(sealed: Uint8Array, endpointId: string): string | null {
	const bytes = Buffer.from(sealed);
	try {
		const decipher = createDecipheriv('aes-256-gcm', sealingKey(), bytes.subarray(0, IV))
			.setAAD(Buffer.from(endpointId))
			.setAuthTag(bytes.subarray(IV, IV + TAG));
		return decipher.update(bytes.subarray(IV + TAG), undefined, 'utf8') + decipher.final('utf8');
	} catch {
		return null;
	}
}
