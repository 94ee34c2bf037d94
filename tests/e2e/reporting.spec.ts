import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { asSystem } from '../db/world.ts';
import { only } from '#lib/server/db/only.ts';
import { commitments } from '#lib/server/db/schema/index.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

/** A published commitment that its owner has reported on before. */
const published = (ownerId: string, prefix: string) =>
	asSystem(async (db) =>
		only(
			await db
				.insert(commitments)
				.values({
					reference: `${prefix}-0001`,
					ownerId,
					kind: 'programme',
					titleEn: 'Train every police service',
					titleFr: 'Former tous les services de police',
					state: 'published',
					status: 'delayed',
					statusAsOf: '2026-05',
					publishedAt: new Date()
				})
				.returning()
		)
	);

test.describe('on a phone', () => {
	test.use({ viewport: { width: 360, height: 740 } });

	test('“no change” is two presses from the commitment, and the public reads it', async ({
		organisation,
		person,
		openAs
	}) => {
		const ministry = await organisation({ kind: 'government' });
		const secretariat = await organisation({ kind: 'secretariat' });
		const { reference } = await published(ministry.id, ministry.referencePrefix ?? '');
		const liaison = await openAs(
			(await person({ organisation: ministry, role: 'contributor' })).email
		);
		await liaison.goto(`/en/workspace/commitments/${reference}`);
		await follow(liaison.getByRole('link', { name: 'Report progress' }));
		await expectAccessibleInBoth(liaison);
		await liaison.getByRole('button', { name: 'No change this period' }).click();
		await expect(liaison.getByText('No change since the last report.')).toBeVisible();
		await expect(liaison.getByText('Awaiting review')).toBeVisible();

		const editor = await openAs(
			(await person({ organisation: secretariat, role: 'editor' })).email
		);
		await editor.goto('/en/secretariat');
		await editor.getByRole('listitem').filter({ hasText: reference }).getByRole('link').click();
		await expect(editor.getByText('No change since the last report.')).toBeVisible();
		await expectAccessible(editor);
		await editor.getByRole('radio', { name: 'Accept: publish the update and its status' }).check();
		await editor.getByRole('button', { name: 'Record the decision' }).click();
		await editor.waitForURL(/\/en\/secretariat(\?|$)/);

		const reader = await openAs(null);
		await reader.goto(`/fr/commitments/${reference}`);
		await expect(reader.getByText('Aucun changement depuis le dernier rapport.')).toBeVisible();
		await expectAccessible(reader);
	});
});

test('a commitment says what it lacks to be verifiable, until it lacks nothing', async ({
	page,
	organisation,
	person,
	signIn
}) => {
	const ministry = await organisation({ kind: 'government' });
	const liaison = await person({ organisation: ministry, role: 'contributor' });
	await signIn(liaison.email);
	await page.goto('/en/workspace/commitments/new');
	await page.getByLabel('Title in English').fill('Train every police service');
	await page.getByLabel('Kind of commitment').selectOption('Programme');
	await page.getByLabel('Where things stand now, in English').fill('12 of 43 services in 2025');
	await page.getByLabel('Contact mailbox').fill(liaison.email);
	await page.getByRole('button', { name: 'Save and go on to milestones' }).click();
	await expect(page.getByRole('alert')).toContainText('the address of a person');
	await expect(page.getByLabel('Contact mailbox')).toHaveValue(liaison.email);
	await expectAccessible(page);
	await page.getByLabel('Contact mailbox').fill('child-protection@example.gov');
	await page.getByRole('button', { name: 'Save and go on to milestones' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Milestones');
	const reference = new URL(page.url()).pathname.split('/').at(-2) ?? '';

	await page.goto(`/en/workspace/commitments/${reference}`);
	await expect(page.getByText('Not yet verifiable')).toBeVisible();
	await expect(
		page.getByText('Missing here: What is measured, A date, A lead agency, The money it takes')
	).toBeVisible();
	await page.goto(`/en/workspace/commitments/${reference}/edit`);
	await page
		.getByLabel('What will be measured, in English')
		.fill('Services whose staff took the course');
	await page.getByLabel('Lead agency').fill('National Police');
	await page.getByLabel('Due', { exact: false }).first().fill('2027');
	await page.getByLabel('It needs no money of its own').check();
	await page.getByRole('button', { name: 'Save the changes' }).click();
	await expect(page.getByText('Verifiable', { exact: true })).toBeVisible();
	await expect(page.getByText('Services whose staff took the course')).toBeVisible();
	await expectAccessibleInBoth(page);
});
