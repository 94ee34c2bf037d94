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

describe('[TRUST 38] a second factor', () => {
	const asked = (given: Record<string, string>) => parseEnv(given).SECOND_FACTOR;

	it('is asked of who publishes or approves, but in the demonstration', () => {
		expect(asked({ ...SERVER, ORIGIN: PUBLIC })).toBe('publishers');
		expect(asked({ ...SERVER, ORIGIN: PUBLIC, SECOND_FACTOR: 'nobody' })).toBe('nobody');
		expect(asked({})).toBe('nobody');
		expect(asked({ SECOND_FACTOR: 'publishers' })).toBe('publishers');
	});

	it('is asked of nobody where no browser makes a passkey and no provider vouches for one', () => {
		const OIDC_ACR = 'two-factors';
		for (const ORIGIN of ['http://concord.example', 'https://192.0.2.7', 'http://127.0.0.1:3000']) {
			expect(asked({ ...SERVER, ORIGIN }), ORIGIN).toBe('nobody');
			expect(asked({ ...SERVER, ORIGIN, OIDC_ACR }), ORIGIN).toBe('publishers');
			expect(() => asked({ ...SERVER, ORIGIN, SECOND_FACTOR: 'publishers' })).toThrow(
				'SECOND_FACTOR needs an ORIGIN with https://'
			);
		}
		expect(asked({ ...SERVER, ORIGIN: 'http://localhost:3000' })).toBe('publishers');
	});
});
