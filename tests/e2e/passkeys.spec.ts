import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { sessionCookie } from '#lib/access/sessions.server.ts';
import { sessions } from '#lib/server/db/schema/index.ts';
import { startServer, type RunningServer } from '../../scripts/testing/server.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth, started } from './assessment-steps.ts';
import { addAnother, device, eventsOf, mailsTo } from './passkey-device.ts';
import { handedOn } from './published-summary.ts';

/** One portal that asks publishers and approvers for a second factor; each test has people of its own. */
let portal: RunningServer;
test.beforeAll(async () => {
	const { DATABASE_URL = '', DATABASE_OWNER_URL = '', AUTH_SECRET = '' } = process.env;
	portal = await startServer('server-passkeys', {
		DATABASE_URL,
		DATABASE_OWNER_URL,
		AUTH_SECRET,
		CONCORD_DEMO: '1',
		SECOND_FACTOR: 'publishers'
	});
});
test.afterAll(() => portal.stop());

const at = (path: string) => portal.address + path;

/** Posts a form of a page as its own scripts would not: what came of it. */
const post = (page: Page, path: string, fields: Record<string, string>) =>
	page.request.post(at(path), {
		form: fields,
		headers: { origin: portal.address, accept: 'text/html' }
	});

async function addPasskey(page: Page, name: string): Promise<void> {
	// Whoever presses the button before the page's scripts have come sends the form without them.
	await page.waitForLoadState('networkidle');
	await page.getByRole('textbox', { name: 'Name of the passkey' }).fill(name);
	await page.getByRole('button', { name: 'Add a passkey' }).click();
}

test('a member adds a passkey, which is asked for from then on, and removes it', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const ministry = await organisation({ kind: 'government' });
	const { email, userId } = await person({ organisation: ministry, role: 'contributor' });
	const { verify } = await device(page);

	await test.step('adds it by the keyboard, at a narrow window', async () => {
		await signIn(email);
		await page.setViewportSize({ width: 320, height: 640 });
		await page.goto(at('/en/workspace/settings'));
		await follow(page.getByRole('link', { name: 'Add, see and remove passkeys' }));
		await expect(page.getByText('You have no passkey.')).toBeVisible();
		await expect(page.getByText('A passkey works only with scripts')).toBeHidden();
		await expectAccessibleInBoth(page);
		await page.getByRole('button', { name: 'Add a passkey' }).click();
		await expect(page.getByRole('alert')).toContainText('Name of the passkey');
		const before = (await page.context().cookies()).find(({ name }) => name === sessionCookie());
		await page.getByRole('textbox', { name: 'Name of the passkey' }).focus();
		await page.keyboard.type('Work laptop');
		await page.keyboard.press('Enter');
		await expect(page.getByText('The passkey has been added.')).toBeVisible();
		const row = page.getByRole('row', { name: /Work laptop/ });
		await expect(row).toContainText('Not used yet');
		const after = (await page.context().cookies()).find(({ name }) => name === sessionCookie());
		expect(after?.value).not.toBe(before?.value);
		await expectAccessibleInBoth(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
	});

	await test.step('proves by it what a fresh link proves no more', async () => {
		await signIn(email);
		await page.goto(at('/en/workspace/settings/tokens'));
		await expect(page.getByRole('button', { name: 'Make the token' })).toHaveCount(0);
		await follow(page.getByRole('link', { name: 'Sign in again' }));
		await expect(page).toHaveURL(/\/en\/sign-in\/passkey\?/);
		await expectAccessibleInBoth(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
		await verify(false);
		await page.getByRole('button', { name: 'Use my passkey' }).click();
		await expect(page.getByText('No passkey came')).toBeVisible();
		await expectAccessible(page);
		await verify(true);
		await page.getByRole('button', { name: 'Use my passkey' }).press('Enter');
		await expect(page).toHaveURL(at('/en/workspace/settings/tokens'));
		await expect(page.getByRole('button', { name: 'Make the token' })).toBeVisible();
	});

	await test.step('renames and removes it', async () => {
		await page.goto(at('/en/workspace/settings/passkeys'));
		const row = page.getByRole('row', { name: /Work laptop/ });
		await expect(row).not.toContainText('Not used yet');
		await row.getByText('Rename Work laptop').click();
		await row.getByRole('textbox', { name: 'New name' }).fill('Old laptop');
		await expectAccessible(page);
		await row.getByRole('button', { name: 'Save the name' }).click();
		const advice = page.getByText('Add a second one');
		await expect(advice).toBeVisible();
		await addAnother(userId);
		await page.goto(at('/en/workspace/settings/passkeys'));
		await expect(advice).toBeHidden();
		await page.getByRole('button', { name: 'Remove Security key' }).click();
		await expect(page.getByText('The passkey has been removed.')).toBeVisible();
		await page.getByRole('button', { name: 'Remove Old laptop' }).click();
		await expect(page.getByText('You have no passkey.')).toBeVisible();
		expect(await eventsOf(userId)).toEqual([
			'passkey.registered',
			'passkey.used',
			'passkey.removed',
			'passkey.removed'
		]);
		expect(await mailsTo(email)).toEqual([
			'A passkey was added to your account at Concord',
			'A passkey was removed from your account at Concord',
			'A passkey was removed from your account at Concord'
		]);
	});
});

test('[TRUST 38] who publishes needs a second factor: 403 without, led to a passkey, then it is published', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const office = await organisation({ kind: 'secretariat' });
	const editor = await person({ organisation: office, role: 'editor' });
	const { email } = await person({ organisation: office, role: 'publisher' });
	const titleEn = `Progress of ${office.slug}`;
	const { id, version } = await handedOn(editor, {
		titleEn,
		titleFr: 'Progrès',
		bodyEn: 'Much was done.',
		bodyFr: 'Beaucoup a été fait.',
		figures: [
			{ question: 'pillar_status', filters: {}, captionEn: 'By pillar', captionFr: 'Par pilier' }
		]
	});

	await device(page);
	await signIn(email);
	const summary = `/en/secretariat/summaries/${id}`;
	const refused = await post(page, `${summary}?/publish`, { version: String(version) });
	expect(refused.status()).toBe(403);
	expect(await refused.text()).toContain('This step asks for a second factor.');
	await page.goto(at(summary));
	await follow(page.getByRole('link', { name: 'Sign in again' }));
	await expect(page.getByText('so a passkey is asked of you')).toBeVisible();
	await expectAccessible(page);
	await addPasskey(page, 'Security key');
	await expect(page).toHaveURL(at(summary));
	await page.getByRole('button', { name: 'Publish', exact: true }).click();
	await expect(page).toHaveURL(/\/en\/summaries\//);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(titleEn);
});

test('[TRUST 38] who attests for a company needs one too, and an old proof leads by a fresh link to it', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const company = await organisation({ kind: 'company' });
	const contributor = await person({ organisation: company, role: 'contributor' });
	const { email, userId } = await person({ organisation: company, role: 'approver' });
	const id = await started(contributor, company);
	const attesting = `/en/workspace/assessments/${id}/attest`;
	await signIn(email);
	const refused = await post(page, attesting, {
		name: 'A. Officer',
		title: 'Officer',
		confirm: 'on',
		seen: '0'.repeat(64)
	});
	expect(refused.status()).toBe(403);
	await page.goto(at(attesting));
	await expect(page.getByText('Confirm who you are first')).toBeVisible();
	await asSystem((db) =>
		db
			.update(sessions)
			.set({ provedAt: new Date(Date.now() - 11 * 60_000) })
			.where(eq(sessions.userId, userId))
	);
	await device(page);
	await follow(page.getByRole('link', { name: 'Sign in again' }));
	await expect(page.getByText('Have a link sent to you first')).toBeVisible();
	await expectAccessibleInBoth(page);
	await page.getByLabel('Work e-mail address').fill(email);
	await page.getByRole('button', { name: 'Send me a link' }).click();
	await page.getByRole('link', { name: 'Open the local mailbox' }).click();
	await page
		.getByRole('article')
		.filter({ hasText: email })
		.first()
		.getByRole('link')
		.first()
		.click();
	await page.getByRole('button', { name: 'Sign in to Concord' }).click();
	await expect(page.getByText('so a passkey is asked of you')).toBeVisible();
	await addPasskey(page, 'Office laptop');
	await expect(page).toHaveURL(at(attesting));
	await expect(page.getByText('Confirm who you are first')).toHaveCount(0);
	expect(await eventsOf(userId)).toContain('passkey.registered');
});

test('what a browser is to sign is given to who is signed in, by a page of this site alone', async ({
	page,
	request,
	organisation,
	person,
	signIn
}) => {
	const asked = { form: { purpose: 'register' }, headers: { origin: portal.address } };
	expect((await request.post(at('/session/passkey'), asked)).status()).toBe(401);
	const ministry = await organisation({ kind: 'government' });
	await signIn((await person({ organisation: ministry, role: 'viewer' })).email);
	expect((await post(page, '/session/passkey', { purpose: 'else' })).status()).toBe(400);
	expect((await post(page, '/session/passkey', { purpose: 'prove' })).status()).toBe(403);
	const given = await post(page, '/session/passkey', { purpose: 'register' });
	expect(await given.json()).toMatchObject({
		rp: { id: 'localhost' },
		attestation: 'none',
		authenticatorSelection: { userVerification: 'required' }
	});
	const foreign = await page.request.post(at('/session/passkey'), {
		form: { purpose: 'register' },
		headers: { origin: 'https://other.example' }
	});
	expect(foreign.status()).toBe(403);
});

test('somebody who lost a passkey has it reset by an approver, signs in by a link and adds another', async ({
	openAs,
	organisation,
	person
}) => {
	const ministry = await organisation({ kind: 'government' });
	const loser = await person({ organisation: ministry, role: 'contributor' });
	const approver = await person({ organisation: ministry, role: 'approver' });
	const [lost, managing] = [await openAs(loser.email), await openAs(approver.email)];
	await device(lost);
	await lost.goto(at('/en/workspace/settings/passkeys'));
	await addPasskey(lost, 'Lost phone');
	await expect(lost.getByText('The passkey has been added.')).toBeVisible();

	await device(managing);
	await managing.goto(at('/en/workspace/members'));
	const row = managing.getByRole('row').filter({ hasText: loser.email });
	await expect(row).toContainText('Registered');
	await expectAccessibleInBoth(managing);
	await row.getByRole('button', { name: /^Reset the passkeys of/ }).click();
	await expect(managing.getByRole('alert')).toContainText('second factor');
	await managing.goto(at('/en/workspace/settings/passkeys'));
	await addPasskey(managing, 'Key');
	await expect(managing.getByText('The passkey has been added.')).toBeVisible();
	await managing.goto(at('/en/workspace/members'));
	await row.getByRole('button', { name: /^Reset the passkeys of/ }).click();
	await expect(managing.getByText('The passkeys have been reset')).toBeVisible();
	await expect(row).toContainText('None to reset');

	await lost.goto(at('/en/workspace'));
	await expect(lost).toHaveURL(/\/en\/sign-in/);
	expect(await eventsOf(loser.userId)).toEqual(['passkey.registered', 'passkey.reset']);
	expect((await mailsTo(loser.email)).at(-1)).toBe('Your passkeys at Concord were reset');
});

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('a plain sentence says that a passkey needs them', async ({
		page,
		organisation,
		person,
		signIn
	}) => {
		const ministry = await organisation({ kind: 'government' });
		const { email } = await person({ organisation: ministry, role: 'contributor' });
		await signIn(email);
		await page.goto(at('/en/workspace/settings/passkeys'));
		await expect(page.getByText('A passkey works only with scripts')).toBeVisible();
		await page.getByRole('textbox', { name: 'Name of the passkey' }).fill('x');
		await page.getByRole('button', { name: 'Add a passkey' }).click();
		await expect(page.getByText('No passkey came with the form')).toBeVisible();
		await page.goto(at('/fr/workspace/settings/passkeys'));
		await expect(page.getByText('ne fonctionne qu’avec des scripts')).toBeVisible();
	});
});
