import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { sessionCookie } from '#lib/access/sessions.server.ts';
import { auditEvents, invitations, sessions } from '#lib/server/db/schema/index.ts';
import { startServer, type RunningServer } from '../../scripts/testing/server.ts';
import { expectAccessible } from '../accessibility.ts';
import { logged } from '../db/log.ts';
import { asSystem } from '../db/world.ts';
import { expect, test, type Organisation } from '../fixtures.ts';
import { CLIENT, startIdentityProvider, type RunningProvider } from '../identity-provider.ts';

/** Each test has accounts of its own at the provider, but there is one provider and one portal that knows it. */
test.describe.configure({ mode: 'serial' });

let provider: RunningProvider;
let portal: RunningServer;

test.beforeAll(async () => {
	provider = await startIdentityProvider();
	const {
		DATABASE_URL = '',
		DATABASE_OWNER_URL = '',
		AUTH_SECRET = '',
		CONCORD_DEMO = ''
	} = process.env;
	portal = await startServer('server-oidc', {
		DATABASE_URL,
		DATABASE_OWNER_URL,
		AUTH_SECRET,
		CONCORD_DEMO,
		OIDC_ISSUER: provider.issuer,
		OIDC_CLIENT_ID: CLIENT.id,
		OIDC_CLIENT_SECRET: CLIENT.secret,
		OIDC_NAME: 'Ministry ID'
	});
	provider.register(`${portal.address}/auth/callback/oidc`);
});
test.afterAll(async () => {
	await portal.stop();
	await provider.stop();
});

const invite = (email: string, { id: organisationId }: Organisation) =>
	asSystem((db) =>
		db.insert(invitations).values({
			email,
			name: 'Noor Haddad',
			organisationId,
			role: 'contributor',
			expiresAt: new Date(Date.now() + 3_600_000)
		})
	);
const at = (path: string) => portal.address + path;
const session = async (page: Page) =>
	(await page.context().cookies()).find(({ name }) => name === sessionCookie())?.value;
const refusals = async () =>
	(await logged(eq(auditEvents.event, 'sign_in.refused'))).filter(({ detail }) =>
		detail.includes('oidc')
	);

for (const javaScriptEnabled of [true, false])
	test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
		test.use({ javaScriptEnabled });

		test('somebody who was invited comes in through their organisation', async ({
			page,
			organisation
		}) => {
			const ministry = await organisation({ kind: 'government' });
			const name = `noor-${ministry.slug}`;
			provider.accounts.set(name, { email: `${name}@example.org`, verified: true });
			await invite(`${name}@example.org`, ministry);
			for (const locale of ['fr', 'en']) {
				await page.goto(at(`/${locale}/sign-in`));
				if (javaScriptEnabled) await expectAccessible(page);
			}
			await page.getByRole('button', { name: 'Sign in with Ministry ID' }).click();
			await page.getByRole('button', { name, exact: true }).click();
			await expect(page).toHaveURL(at('/en/workspace'));
			await expect(page.getByText('Noor Haddad').first()).toBeVisible();
		});
	});

test('whoever was not invited gets a plain page in their language, one entry in the log, and no session', async ({
	page
}) => {
	provider.accounts.set('stranger', { email: 'stranger@example.org', verified: true });
	const before = (await refusals()).length;
	await page.goto(at('/fr/sign-in?next=/fr/workspace/commitments'));
	await page.getByRole('button', { name: 'Se connecter avec Ministry ID' }).click();
	await page.getByRole('button', { name: 'stranger', exact: true }).click();
	await expect(page.getByText('Votre compte chez Ministry ID n’ouvre rien ici.')).toBeVisible();
	await expectAccessible(page);
	expect(await session(page)).toBeUndefined();
	const [entry, ...more] = (await refusals()).slice(before);
	expect(more).toEqual([]);
	expect(entry).toMatchObject({ subjectId: 'unknown', actorId: 'sign-in' });
	expect(JSON.stringify(entry)).not.toContain('stranger');
	await page.goto(at('/en/sign-in?problem=unknown'));
	await expect(page.getByText('Your account at Ministry ID opens nothing here.')).toBeVisible();
});

test('what did not begin in this browser ends at the sign-in page', async ({ page, request }) => {
	await page.goto(at('/auth/callback/oidc?code=x&state=y'));
	await expect(page).toHaveURL(/\/en\/sign-in\?problem=failed$/);
	expect(await session(page)).toBeUndefined();
	const posted = await request.post(at('/en/sign-in/oidc'), {
		headers: { origin: 'https://other.example' },
		form: {}
	});
	expect(posted.status()).toBe(403);
	for (const path of ['signin', 'signin/email', 'session', 'providers', 'csrf', 'signout', 'error'])
		expect((await request.get(at(`/auth/${path}`))).status(), path).toBe(404);
});

test('a member connects their account, comes in by it, proves anew by it, and ends it', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email, userId } = await person({ organisation: ministry, role: 'contributor' });
	const name = `member-${ministry.slug}`;
	provider.accounts.set(name, { email, verified: true });
	const proofFrom = (minutes: number) =>
		asSystem((db) =>
			db
				.update(sessions)
				.set({ provedAt: new Date(Date.now() - minutes * 60_000) })
				.where(eq(sessions.userId, userId))
		);
	await signIn(email);
	await proofFrom(11);
	await page.goto(at('/en/workspace/settings/sessions'));
	await page.getByRole('button', { name: 'Connect my account' }).click();
	await expect(page.getByText('Sign in once more')).toBeVisible();
	await proofFrom(0);
	await page.goto(at('/en/workspace/settings/sessions'));
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Connect my account' }).click();
	await page.getByRole('button', { name, exact: true }).click();
	await expect(page.getByText('The account is connected.')).toBeVisible();

	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.goto(at('/en/sign-in?next=/en/workspace/settings/tokens'));
	await page.getByRole('button', { name: 'Sign in with Ministry ID' }).click();
	await expect(page).toHaveURL(at('/en/workspace/settings/tokens'));

	await proofFrom(11);
	await page.goto(at('/en/workspace/settings/sessions'));
	await page.getByRole('button', { name: 'Disconnect it' }).click();
	await page.getByRole('link', { name: 'Sign in again' }).click();
	const before = await session(page);
	await page.getByRole('button', { name: 'Sign in with Ministry ID' }).click();
	await page.getByRole('button', { name, exact: true }).click();
	await expect(page).toHaveURL(at('/en/workspace/settings/sessions'));
	expect(await session(page)).not.toBe(before);
	await expect(page.getByRole('row')).toHaveCount(2);
	await page.getByRole('button', { name: 'Disconnect it' }).click();
	await expect(page.getByText('The account is no longer connected.')).toBeVisible();
});

test('a provider that is down is a plain sentence, and links by mail go on', async ({ page }) => {
	await page.goto(at('/en/sign-in'));
	await provider.stop();
	await page.getByRole('button', { name: 'Sign in with Ministry ID' }).click();
	await expect(page.getByText('Ministry ID does not answer at the moment.')).toBeVisible();
	expect(await session(page)).toBeUndefined();
	await page.getByRole('textbox', { name: 'Work e-mail address' }).fill('nobody@example.org');
	await page.getByRole('button', { name: 'Send me a link' }).click();
	await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
});
