import { eq } from 'drizzle-orm';
import { commitments, forumMemberships, forums } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, test, type Organisation } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

const TITLE = 'Share what we learn from each investigation';

/** A forum to which these organisations belong. */
async function forumOf(key: string, members: Organisation[]) {
	await asSystem(async (db) => {
		await db
			.insert(forums)
			.values({ key, kind: 'alliance', nameEn: `Forum ${key}`, nameFr: `Alliance ${key}` });
		await db
			.insert(forumMemberships)
			.values(members.map(({ id }) => ({ forumKey: key, organisationId: id })));
	});
}

test('a communiqué commits several: each reports for itself, and all are read side by side', async ({
	organisation,
	person,
	openAs
}) => {
	const lead = await organisation({ kind: 'government' });
	const first = await organisation({ kind: 'law_enforcement' });
	const second = await organisation({ kind: 'intergovernmental' });
	const secretariat = await organisation({ kind: 'secretariat' });
	await forumOf(lead.slug, [lead, first]);
	const reference = `${lead.referencePrefix}-0001`;
	await asSystem((db) =>
		db.insert(commitments).values({
			reference,
			ownerId: lead.id,
			forumKey: lead.slug,
			kind: 'agreement',
			titleEn: TITLE,
			titleFr: 'Partager les leçons de chaque enquête'
		})
	);

	const writer = await openAs((await person({ organisation: lead, role: 'contributor' })).email);
	await writer.goto(`/en/workspace/commitments/${reference}`);
	await writer.getByRole('link', { name: 'Say who takes part' }).click();
	await writer.getByRole('button', { name: 'Add every member of the forum' }).click();
	await expect(writer.getByText('1 added')).toBeVisible();
	await writer
		.getByLabel('List from a communiqué')
		.fill(`${first.nameEn}, ${second.nameFr} and Atlantis`);
	await writer.getByRole('button', { name: 'Add those named' }).click();
	await expect(writer.getByRole('status').filter({ hasText: 'Not recognised' })).toContainText(
		'Atlantis'
	);
	await expect(writer.getByLabel('List from a communiqué')).toHaveValue('Atlantis');
	await expect(writer.getByRole('heading', { name: '2 take part' })).toBeVisible();
	await expectAccessibleInBoth(writer);

	for (const state of ['submitted', 'published'] as const)
		await asSystem((db) =>
			db
				.update(commitments)
				.set({ state, publishedAt: state === 'published' ? new Date() : null })
				.where(eq(commitments.reference, reference))
		);

	const liaison = await openAs((await person({ organisation: first, role: 'contributor' })).email);
	await liaison.setViewportSize({ width: 360, height: 740 });
	await liaison.goto('/en/workspace/commitments');
	await liaison.getByRole('link', { name: TITLE }).click();
	await liaison.getByRole('link', { name: 'Report progress' }).click();
	await expect(liaison.getByText(`You report for ${first.nameEn}`)).toBeVisible();
	await liaison.getByRole('radio', { name: /^Completed/ }).check();
	await liaison.getByLabel('As of').fill('2026-10');
	await liaison.getByLabel('What has been done, in English').fill('Our part is done.');
	await liaison.getByLabel('Web address').first().fill('https://example.org/lessons');
	await liaison.getByLabel('Title of the page or document').first().fill('Lessons learnt 2026');
	await expectAccessible(liaison);
	await liaison.getByRole('button', { name: 'Send the update' }).click();
	await expect(liaison.getByText('Awaiting review')).toBeVisible();

	const editor = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	await editor.goto('/en/secretariat');
	await editor.getByRole('listitem').filter({ hasText: reference }).getByRole('link').click();
	await expect(editor.getByText(`by ${first.nameEn}`)).toBeVisible();
	await editor.getByRole('radio', { name: 'Accept: publish the update and its status' }).check();
	await editor.getByRole('button', { name: 'Record the decision' }).click();
	await editor.waitForURL(/\/en\/secretariat(\?|$)/);

	const reader = await openAs(null);
	await reader.goto(`/en/commitments/${reference}`);
	await expect(
		reader.getByText(
			`2 participants: completed (1), nothing reported yet (1). The lead, ${lead.nameEn}, has not reported yet.`
		)
	).toBeVisible();
	const table = reader.getByRole('table', { name: 'Who takes part, and where each stands' });
	await expect(table.getByRole('row').filter({ hasText: first.nameEn })).toContainText('Completed');
	await expect(table.getByRole('link', { name: 'Lessons learnt 2026' })).toBeVisible();
	await expect(table.getByRole('row').filter({ hasText: second.nameEn })).not.toContainText(
		'Completed'
	);
	await expectAccessibleInBoth(reader);
	await reader.setViewportSize({ width: 320, height: 740 });
	await expect(table).toBeHidden();
});
