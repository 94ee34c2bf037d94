import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '#lib/access/refusal.ts';
import { env } from '#lib/server/env.ts';

/** Under our secret and for this purpose alone: what was made for another means nothing here. */
export function keyed(purpose: string, text: string): Buffer {
	const secret = env().AUTH_SECRET;
	if (!secret) throw new Error('AUTH_SECRET is needed to sign addresses');
	return createHmac('sha256', secret).update(`${purpose}:${text}`).digest();
}

/** An id as an address carries it that nobody but us can make. */
export const signed = (purpose: string, id: string): string =>
	`${id}.${keyed(purpose, id).toString('base64url')}`;

/** The id that a token names. Refuses with `not_found` a token that we did not sign for this. */
export function idSigned(purpose: string, token: string): string {
	const [, id, given] = /^([0-9a-f-]{36})\.([\w-]{43})$/.exec(token) ?? [];
	if (!id || !given) throw new Refusal('not_found');
	if (!timingSafeEqual(keyed(purpose, id), Buffer.from(given, 'base64url')))
		throw new Refusal('not_found');
	return id;
}
