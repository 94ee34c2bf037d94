import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { changeSummary, createSummary } from '#lib/summaries/commands.server.ts';
import { addFigure } from '#lib/summaries/figure-commands.server.ts';
import { publishDueSummaries } from '#lib/summaries/schedule.server.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

test.use({ javaScriptEnabled: false });

test('who is named reads first and replies; a set time publishes both, to be read without scripts', async ({
	organisation,
	person,
	openAs,
	page: reading
}) => {
	test.setTimeout(180_000);
	const secretariat = await organisation({ kind: 'secretariat' });
	const named = await organisation({ kind: 'company' });
	const editor = await person({ organisation: secretariat, role: 'editor' });
	const approver = await person({ organisation: named, role: 'approver' });
	const publisher = await person({ organisation: secretariat, role: 'publisher' });
	const title = `Named in ${secretariat.slug}`;
	const path = await withActor(editor, (db) =>
		createSummary(db, editor, { titleEn: title, titleFr: `Nommés ${title}`, token: randomUUID() })
	);
	const id = path.split('/').at(-1) ?? '';
	await withActor(editor, async (db) => {
		await changeSummary(db, editor, id, {
			titleEn: title,
			titleFr: `Nommés ${title}`,
			bodyEn: 'Opening.\n\n## Service\n\nIt answers late.',
			bodyFr: 'Ouverture.\n\n## Service\n\nIl tarde à répondre.',
			version: 1
		});
		await addFigure(db, editor, id, {
			question: 'pillar_status',
			filters: {},
			captionEn: 'By pillar',
			captionFr: 'Par pilier',
			version: 2
		});
	});
	const rowOf = () =>
		asSystem(async (db) => only(await db.select().from(t.summaries).where(eq(t.summaries.id, id))));

	const writing = await openAs(editor.email);
	await test.step('the editor asks, and sends the summary to a second person', async () => {
		await writing.goto(`/en${path}`);
		await follow(writing.getByRole('link', { name: 'Right of reply' }));
		await writing.getByRole('button', { name: 'Ask for a reply' }).click();
		await expect(writing.getByRole('alert')).toContainText('Organisation');
		await expectAccessible(writing);
		await writing.getByLabel('Organisation').selectOption({ value: named.id });
		await writing.getByLabel('Section').selectOption('Service');
		await writing.getByRole('button', { name: 'Ask for a reply' }).click();
		await expect(writing.getByText('It answers late.')).toBeVisible();
		await expectAccessibleInBoth(writing);
		await writing.goto(`/en${path}`);
		await expect(writing.getByRole('region', { name: 'Before it is published' })).toContainText(
			'An organisation still has time to reply'
		);
		await expectAccessibleInBoth(writing);
		await writing.getByRole('button', { name: 'Send to a second person' }).click();
		await expect(writing.getByText('You wrote in this summary')).toBeVisible();
	});

	await test.step('who is named finds it in their work and replies in one language', async () => {
		const replying = await openAs(approver.email);
		await replying.goto('/en/workspace');
		await expectAccessible(replying);
		await follow(replying.getByRole('link', { name: 'What a summary says of' }));
		await expect(replying.getByText('It answers late.')).toBeVisible();
		await replying.getByRole('button', { name: 'Send the reply' }).click();
		await expect(replying.getByRole('alert')).toContainText('Reply in English');
		await replying.getByLabel('Reply in English').fill('It no longer does.');
		await replying.getByRole('button', { name: 'Send the reply' }).click();
		await expect(replying.getByText('Your reply is kept.')).toBeVisible();
		await expectAccessibleInBoth(replying);
	});

	await test.step('a publisher sets a time, on which it is published with the reply', async () => {
		const publishing = await openAs(publisher.email);
		await publishing.goto(`/en${path}`);
		await expect(publishing.getByText('Nothing keeps it from being published.')).toBeVisible();
		const ahead = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString();
		await publishing.getByLabel('Day').fill(ahead.slice(0, 10));
		await publishing.getByLabel('Time', { exact: true }).fill('09:30');
		await publishing.getByRole('button', { name: 'Set the time' }).click();
		await expect(publishing.getByText('It will be published at')).toBeVisible();
		await expectAccessibleInBoth(publishing);
		expect((await reading.goto(`/en/summaries/${(await rowOf()).slug}`))?.status()).toBe(404);
		await publishDueSummaries(new Date(Date.now() + 48 * 60 * 60 * 1000));
		await reading.goto(`/en/summaries/${(await rowOf()).slug}`);
		const replies = reading.getByRole('region', { name: 'Replies of those named' });
		await expect(replies).toContainText('It answers late.');
		await expect(replies).toContainText('It no longer does.');
		const seeing = await openAs(null);
		await seeing.goto(reading.url());
		await expectAccessibleInBoth(seeing);
	});
});
