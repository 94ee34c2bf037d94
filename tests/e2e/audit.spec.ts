import { eq } from 'drizzle-orm';
import { auditEvents } from '#lib/server/db/schema/index.ts';
import { logged } from '../db/log.ts';
import { expect, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

test('an organisation reads in its log what it and others did, the secretariat all of it, by what it is about', async ({
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const approver = await person({ organisation: ministry, role: 'approver' });
	const page = await openAs(approver.email);

	await test.step('something is done', async () => {
		await page.goto('/en/workspace/members');
		await page.getByRole('textbox', { name: 'Name' }).fill('Ana Lima');
		await page.getByLabel('Work e-mail address').fill(`ana-of-${ministry.slug}@example.org`);
		await page.getByRole('radio', { name: /^contributor/i }).check();
		await page.getByRole('button', { name: 'Send the invitation' }).click();
		await expect(page.getByRole('row', { name: /Ana Lima/ })).toContainText('Invited');
	});

	await test.step('the organisation reads of it, and of nobody else', async () => {
		await follow(page.getByRole('link', { name: 'Log', exact: true }));
		await expect(page.getByRole('heading', { name: 'What happened', level: 1 })).toBeVisible();
		const row = page.getByRole('row', { name: /invited somebody/ });
		await expect(row).toContainText(approver.name);
		await expect(row).toContainText('role: contributor');
		await expect(page.getByText(`ana-of-${ministry.slug}`)).toHaveCount(0);
		await expectAccessibleInBoth(page);
		await page.getByRole('combobox', { name: 'About' }).selectOption({ label: 'Assessments' });
		await page.getByRole('button', { name: 'Apply filters' }).click();
		await expect(page.getByText('Nothing was recorded that fits.')).toBeVisible();
	});

	await test.step('its people have no way to the whole log', async () => {
		const response = await page.goto('/en/secretariat/audit');
		expect(response?.status()).toBe(404);
	});
});

test('[TRUST 61] what a member is refused is one entry, which the secretariat reads', async ({
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const member = await person({ organisation: ministry, role: 'viewer' });
	const page = await openAs(member.email);
	const told = async () => {
		const rows = await logged(eq(auditEvents.actorId, member.userId));
		return rows.map(({ event, detail }) => [event, JSON.parse(detail) as { reason: string }]);
	};

	await test.step('a page that is not theirs', async () => {
		const response = await page.goto('/en/secretariat/audit');
		expect(response?.status()).toBe(404);
		expect(await told()).toMatchObject([
			['access.refused', { reason: 'not_found', method: 'GET', route: '/secretariat/audit' }]
		]);
	});

	await test.step('a form that is not theirs', async () => {
		const response = await page.request.post('/en/workspace/members?/invite', {
			headers: { accept: 'text/html', origin: new URL(page.url()).origin },
			form: {
				organisationId: ministry.id,
				name: 'Ana Lima',
				email: `ana-of-${ministry.slug}@example.org`,
				role: 'viewer',
				locale: 'en',
				token: crypto.randomUUID()
			}
		});
		expect(response.status()).toBe(403);
		const entries = await told();
		expect(entries).toHaveLength(2);
		expect(entries[1]).toMatchObject(['access.refused', { method: 'POST', action: 'invite' }]);
		expect(JSON.stringify(entries)).not.toContain('ana-of-');
	});

	await test.step('the secretariat reads of both, with the name', async () => {
		const office = await openAs('editor@example.org');
		await office.goto(`/en/secretariat/audit?group=refusals&person=${member.userId}`);
		const rows = office.getByRole('row', { name: /was refused something/ });
		await expect(rows).toHaveCount(2);
		await expect(rows.first()).toContainText(member.name);
		await expect(rows.last()).toContainText('route: /secretariat/audit');
	});
});

test.describe('without scripts, on a phone', () => {
	test.use({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });

	test('the secretariat chooses what of the log it reads, and leafs through it', async ({
		openAs
	}) => {
		const page = await openAs('editor@example.org');
		await page.goto('/fr/secretariat/audit');
		await expect(page.getByRole('heading', { name: 'Ce qui s’est passé', level: 1 })).toBeVisible();
		await page.getByRole('combobox', { name: 'Sujet' }).selectOption({ label: 'Cycles et cadres' });
		await page.getByRole('button', { name: 'Appliquer les filtres' }).click();
		const rows = page.getByRole('row').filter({ has: page.getByRole('cell') });
		await expect(rows.first()).toContainText(/cycle|cadre|référence/);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
	});
});
