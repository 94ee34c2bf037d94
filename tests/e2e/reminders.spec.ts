import { unsubscribePath } from '#lib/notifications/unsubscribe.server.ts';
import { only } from '#lib/server/db/only.ts';
import { commitments } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

test('a person chooses how to be reminded, gets a calendar, and ends reminders from a mail', async ({
	organisation,
	person,
	openAs,
	request
}) => {
	const ministry = await organisation({ kind: 'government' });
	const liaison = await person({ organisation: ministry, role: 'contributor' });
	const page = await openAs(liaison.email);
	await page.goto('/en/workspace');
	await follow(page.getByRole('link', { name: 'Settings' }));
	await expectAccessibleInBoth(page);
	await page.getByRole('radio', { name: 'Each for itself' }).check();
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status').filter({ hasText: 'Your choice is saved' })).toBeVisible();
	await expect(page.getByRole('radio', { name: 'Each for itself' })).toBeChecked();

	await page.getByRole('button', { name: 'Make an address' }).click();
	const address = (await page.getByRole('status').locator('code').textContent()) ?? '';
	await expectAccessible(page);
	const calendar = await request.get(address);
	expect(calendar.headers()['content-type']).toContain('text/calendar');
	expect(calendar.headers()['cache-control']).toBe('private, no-store');
	await page.getByRole('button', { name: 'End the address' }).click();
	await expect(page.getByRole('button', { name: 'Make an address' })).toBeVisible();
	expect((await request.get(address)).status()).toBe(404);

	// A mail program posts from nowhere, without a session; any other page still refuses that.
	const oneClick = { form: { 'List-Unsubscribe': 'One-Click' } };
	const path = unsubscribePath(liaison.userId);
	expect((await request.post(`/en${path}`, oneClick)).status()).toBe(200);
	expect((await request.post('/en/workspace/settings?/reminders', oneClick)).status()).toBe(403);
	await page.reload();
	await expect(page.getByRole('radio', { name: 'No reminders' })).toBeChecked();
	const reader = await openAs(null);
	await reader.goto(`/en${path}`);
	await expectAccessibleInBoth(reader);
	await reader.getByRole('button', { name: 'End the reminders' }).click();
	await expect(reader.getByText('You will get no more reminders.')).toBeVisible();
});

test('an owner and the secretariat discuss a commitment, and it is handed over', async ({
	organisation,
	person,
	openAs
}) => {
	const ministry = await organisation({ kind: 'government' });
	const secretariat = await organisation({ kind: 'secretariat' });
	const { reference } = await asSystem(async (db) =>
		only(
			await db
				.insert(commitments)
				.values({
					reference: `${ministry.referencePrefix}-0001`,
					ownerId: ministry.id,
					kind: 'programme',
					titleEn: 'Train every police service',
					titleFr: 'Former tous les services de police',
					state: 'submitted',
					dueOn: '2027',
					submittedAt: new Date()
				})
				.returning()
		)
	);
	const liaison = await openAs(
		(await person({ organisation: ministry, role: 'contributor' })).email
	);
	await liaison.goto('/en/workspace');
	await expect(liaison.getByRole('region', { name: 'With the secretariat' })).toContainText(
		reference
	);
	await expectAccessibleInBoth(liaison);
	await liaison.getByRole('link', { name: reference }).click();
	await liaison.getByRole('link', { name: 'Discussion' }).click();
	await liaison.getByLabel('Your comment').fill('May the due date be a year?');
	await liaison.getByRole('checkbox', { name: `Name of ${secretariat.slug}` }).check();
	await liaison.getByRole('button', { name: 'Add the comment' }).click();
	await expect(liaison.getByRole('status')).toContainText('Your comment is added');
	await expect(liaison.getByRole('article')).toContainText('May the due date be a year?');
	await expectAccessibleInBoth(liaison);

	const editor = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	await editor.goto(`/en/secretariat/commitments/${reference}`);
	await editor.getByRole('link', { name: 'Discussion' }).click();
	await expect(editor.getByRole('article')).toContainText('May the due date be a year?');
	await expectAccessibleInBoth(editor);

	await liaison.goto('/en/workspace/members');
	await liaison.getByRole('link', { name: 'Open the hand-over page' }).click();
	await expect(liaison.getByRole('region', { name: 'Open items' })).toContainText(reference);
	await expect(liaison.getByRole('region', { name: 'Last exchanges' }).first()).toContainText(
		'Commented'
	);
	await expectAccessibleInBoth(liaison);
});
