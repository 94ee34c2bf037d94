import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { sessionCookie } from '#lib/access/sessions.server.ts';
import { auditEvents } from '#lib/server/db/schema/index.ts';
import { startServer, type RunningServer } from '../../scripts/testing/server.ts';
import { logged } from '../db/log.ts';
import { expect, test } from '../fixtures.ts';
import { enterByMail, signInByMail } from './liaison-steps.ts';

test.describe('[TRUST 19] two instances behind a proxy', () => {
	let instances: RunningServer[];
	test.beforeAll(async () => {
		const { DATABASE_URL = '', DATABASE_OWNER_URL = '', AUTH_SECRET = '' } = process.env;
		const settings = { DATABASE_URL, DATABASE_OWNER_URL, AUTH_SECRET, CONCORD_DEMO: '1' };
		instances = await Promise.all(
			['one', 'two'].map((name) => startServer(`server-${name}`, { ...settings, PROXIES: '1' }))
		);
	});
	test.afterAll(() => Promise.all(instances.map((one) => one.stop())));

	test('together take twenty attempts from one network, and then ask it to wait, in its language', async ({
		request
	}) => {
		const network = `2001:db8:${randomBytes(2).toString('hex')}:1`;
		const ask = (n: number, locale = 'en') => {
			const { address } = instances[n % 2] ?? { address: '' };
			return request.post(`${address}/${locale}/sign-in`, {
				headers: {
					origin: address,
					accept: 'text/html',
					'x-forwarded-for': `${network}::${n + 1}`
				},
				form: { email: `nobody-${n}@example.org` },
				maxRedirects: 0
			});
		};
		for (let n = 0; n < 20; n += 1) expect((await ask(n)).status(), `${n}`).toBe(303);
		for (const [n, locale, sentence] of [
			[20, 'en', 'Too much has been asked from your network'],
			[21, 'fr', 'Trop de demandes sont venues de votre réseau']
		] as const) {
			const answer = await ask(n, locale);
			expect(answer.status()).toBe(429);
			expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(600);
			const page = await answer.text();
			expect(page).toContain(sentence);
			expect(page).toContain(`nobody-${n}@example.org`);
		}
	});
});

test('[TRUST 47] whoever signs in again does so in a new session, and the one before ends', async ({
	page,
	organisation,
	person
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email } = await person({ organisation: ministry, role: 'contributor' });
	const held = async () =>
		(await page.context().cookies()).find(({ name }) => name === sessionCookie());
	await signInByMail(page, email);
	const before = await held();
	await page.goto('/en/sign-in?next=/en/workspace/settings/sessions');
	await enterByMail(page, email);
	await expect(page).toHaveURL(/\/en\/workspace\/settings\/sessions$/);
	await expect(page.getByRole('row')).toHaveCount(2);
	const after = await held();
	expect(after?.value).not.toBe(before?.value);
	if (before) await page.context().addCookies([before]);
	await page.goto('/en/workspace');
	await expect(page).toHaveURL(/\/en\/sign-in/);
});

test('[TRUST 61] a link that was used already is one entry in the log, and no session', async ({
	page,
	organisation,
	person
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email } = await person({ organisation: ministry, role: 'contributor' });
	const refusals = async () =>
		(await logged(eq(auditEvents.event, 'sign_in.refused'))).filter(({ detail }) =>
			detail.includes('link_not_good')
		);
	let used = '';
	page.on('request', (asked) => {
		if (asked.url().includes('/auth/callback/email')) used = asked.url();
	});
	await signInByMail(page, email);
	await page.context().clearCookies();
	const before = (await refusals()).length;
	await page.goto(used);
	await expect(page.getByText('That link could not be used')).toBeVisible();
	await page.goto('/en/workspace');
	await expect(page).toHaveURL(/\/en\/sign-in/);
	expect((await refusals()).slice(before)).toHaveLength(1);
});
