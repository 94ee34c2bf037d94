import { describe, expect, it } from 'vitest';
import { parseEnv } from './env.ts';

const SERVER = {
	DATABASE_URL: 'postgres://concord@db.example/concord',
	AUTH_SECRET: 'thirty-two characters, or more of them',
	SMTP_URL: 'smtps://mail.example'
};
const PUBLIC = 'https://concord.example';

describe('[TRUST 45] the demonstration', () => {
	it.each([
		['asked for', { ...SERVER, ORIGIN: PUBLIC, CONCORD_DEMO: '1' }],
		['there by itself, with the embedded database', { ORIGIN: PUBLIC }],
		['asked for at an address of the own network', { ORIGIN: 'http://10.0.0.7:3000' }]
	])('does not start at a public address when it is %s', (_, given) => {
		expect(() => parseEnv(given)).toThrow(/^Concord cannot start: CONCORD_DEMO lets everyone in/);
	});

	it.each([
		['on this machine', { ORIGIN: 'http://localhost:3000' }, true],
		['without a public address', {}, true],
		['at a public address where that is meant', { ORIGIN: PUBLIC, CONCORD_DEMO: 'public' }, true],
		['nowhere where it is off', { ...SERVER, ORIGIN: PUBLIC, CONCORD_DEMO: '0' }, false],
		['nowhere on a server unless asked for', { ...SERVER, ORIGIN: PUBLIC }, false]
	])('runs %s', (_, given, runs) => {
		expect(parseEnv(given).CONCORD_DEMO).toBe(runs);
	});
});

describe('the identity provider', () => {
	const OIDC = { OIDC_CLIENT_ID: 'concord', OIDC_CLIENT_SECRET: 'secret' };

	it('is asked over TLS, but for one on this machine', () => {
		expect(() => parseEnv({ ...OIDC, OIDC_ISSUER: 'http://id.example' })).toThrow('OIDC_ISSUER');
		for (const OIDC_ISSUER of ['https://id.example', 'http://127.0.0.1:4000'])
			expect(parseEnv({ ...OIDC, OIDC_ISSUER }).OIDC_ISSUER).toBe(OIDC_ISSUER);
	});

	it('needs all that it knows us by', () => {
		expect(() => parseEnv({ OIDC_ISSUER: 'https://id.example' })).toThrow('OIDC_CLIENT_ID');
	});
});
