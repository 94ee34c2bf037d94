import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Env } from '#lib/server/env.ts';

const EVERYWHERE = {
	'X-Content-Type-Options': 'nosniff',
	// Filters of old browsers did harm of their own: told to keep still.
	'X-XSS-Protection': '0',
	'Referrer-Policy': 'same-origin',
	'Permissions-Policy':
		'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), publickey-credentials-create=(self), publickey-credentials-get=(self)',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin'
};
const ONLY_HTTPS = { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' };

/** The headers that every answer carries, static files too. The pages' content security policy comes with the page. */
export function securityHeaders(settings: Pick<Env, 'ORIGIN'>): Record<string, string> {
	return settings.ORIGIN?.startsWith('https:') ? { ...EVERYWHERE, ...ONLY_HTTPS } : EVERYWHERE;
}

/** Puts these headers on an answer that has not begun. */
export function setHeaders(response: ServerResponse, headers: Record<string, string>): void {
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** A trial is reached directly and by http: whatever a client claims instead is written over. */
export function trialProtocol(request: IncomingMessage): void {
	request.headers['x-forwarded-proto'] = 'http';
}
