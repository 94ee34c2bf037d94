import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { askDueLinks } from '#lib/links/ask.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { changeSummary, createSummary } from '#lib/summaries/commands.server.ts';
import { addFigure } from '#lib/summaries/figure-commands.server.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { startSite, type Site } from '../site.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

let site: Site;
test.beforeAll(async () => {
	site = await startSite();
});
test.afterAll(() => site.close());

test.describe('without scripts', () => {
	test.use({ javaScriptEnabled: false });

	test('a broken link keeps a summary from its readers until it is mended', async ({
		organisation,
		person,
		signIn,
		page,
		openAs
	}) => {
		const secretariat = await organisation({ kind: 'secretariat' });
		const editor = await person({ organisation: secretariat, role: 'editor' });
		const publisher = await person({ organisation: secretariat, role: 'publisher' });
		const [lost, closed] = [site.at('/lost'), site.at('/closed')];
		site.answer('/lost', { status: 404 });
		site.answer('/closed', { status: 403 });
		const title = `Links of ${secretariat.slug}`;
		const path = await withActor(editor, (db) =>
			createSummary(db, editor, { titleEn: title, titleFr: `Liens ${title}`, token: randomUUID() })
		);
		const id = path.split('/').at(-1) ?? '';
		await withActor(editor, async (db) => {
			await changeSummary(db, editor, id, {
				titleEn: title,
				titleFr: `Liens ${title}`,
				bodyEn: `Opening. See [the report](${lost}) and [the ministry](${closed}).`,
				bodyFr: `Ouverture. Voir [le rapport](${lost}).`,
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
		const checks = page.getByRole('region', { name: 'Before it is published' });
		const links = page.getByRole('region', { name: 'Links to other sites' });

		await test.step('nobody has asked for them yet', async () => {
			await signIn(editor.email);
			await page.goto(`/en${path}`);
			await expect(checks).toContainText(`A link was not checked yet: ${lost}`);
			await page.getByRole('button', { name: 'Send to a second person' }).click();
			await expect(page.getByText('You wrote in this summary')).toBeVisible();
		});

		await test.step('one is gone, and one lets no program in: that one was seen', async () => {
			await links.getByRole('button', { name: 'Check the links now' }).click();
			await expect(page.getByText('The links were checked.')).toBeVisible();
			await expect(checks).toContainText(`A link is broken: ${lost}`);
			await expect(links).toContainText('There is no page at this address any more.');
			await expect(checks).toContainText(`look at the page yourself: ${closed}`);
			await links.getByRole('button', { name: 'I have looked: it is there' }).click();
			await expect(page.getByText('It is noted that you have seen the page.')).toBeVisible();
			await expect(checks).not.toContainText(closed);
			await expect(links).toContainText('seen by a person');
		});

		await test.step('it is not published so', async () => {
			const publishing = await openAs(publisher.email);
			await publishing.goto(`/en${path}`);
			await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
			await expect(publishing.getByRole('alert')).toContainText('A link is broken');
			await expectAccessibleInBoth(publishing);
		});

		await test.step('mended, it is', async () => {
			site.answer('/lost', { status: 200 });
			await links.getByRole('button', { name: 'Check the links now' }).click();
			await expect(checks).toContainText('Nothing keeps it from being published.');
			const publishing = await openAs(publisher.email);
			await publishing.goto(`/en${path}`);
			await expectAccessibleInBoth(publishing);
			await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
			await expect(publishing).toHaveURL(/\/en\/summaries\//);
		});
	});
});

test('readers and owners are told that a link of the record is broken, and films are not taken for evidence', async ({
	organisation,
	person,
	signIn,
	openAs,
	page
}) => {
	const ministry = await organisation({ kind: 'government' });
	const contributor = await person({ organisation: ministry, role: 'contributor' });
	const url = site.at(`/of/${ministry.slug}`);
	const reference = await asSystem(async (db) => {
		const row = only(
			await db
				.insert(t.commitments)
				.values({
					ownerId: ministry.id,
					reference: `${ministry.slug.slice(0, 8).toUpperCase()}-0001`,
					kind: 'programme',
					titleEn: 'Train every service',
					titleFr: 'Former tous les services',
					state: 'published',
					publishedAt: new Date()
				})
				.returning()
		);
		await db.insert(t.evidence).values({ commitmentId: row.id, url, title: 'Annual report' });
		await db.insert(t.linkChecks).values({ url });
		return row.reference;
	});
	const ask = async () => {
		await asSystem((db) =>
			db
				.update(t.linkChecks)
				.set({ nextAt: new Date(), askedAt: new Date() })
				.where(eq(t.linkChecks.url, url))
		);
		await askDueLinks(new Date(), { only: [url], named: '127.0.0.9' });
	};

	await test.step('while it works, its day is told', async () => {
		await ask();
		await page.goto(`/en/commitments/${reference}`);
		await expect(page.getByText('Link last checked')).toBeVisible();
	});

	await test.step('once it is gone, everyone reads so', async () => {
		site.answer(`/of/${ministry.slug}`, { status: 410 });
		await ask();
		await page.goto(`/en/commitments/${reference}`);
		await expect(page.getByText('There was no page at this address on')).toBeVisible();
		await expectAccessible(page);
		await page.goto(`/fr/commitments/${reference}`);
		await expect(page.getByText('Il n’y avait pas de page à cette adresse le')).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('its owner finds it among their work', async () => {
		await signIn(contributor.email);
		await page.goto('/en/workspace');
		await expect(
			page.getByRole('heading', { name: 'Evidence links that are broken' })
		).toBeVisible();
		await expect(page.getByText(url)).toBeVisible();
		await expectAccessibleInBoth(page);
		await page.goto('/en/workspace');
		await follow(page.getByRole('link', { name: `Annual report, under ${reference}` }));
	});

	await test.step('a film is not taken for evidence', async () => {
		await page.goto(`/en/workspace/commitments/${reference}/update`);
		await page.getByLabel('Web address').first().fill('https://example.org/film.mp4');
		await page.getByRole('button', { name: 'Send the update' }).click();
		await expect(page.getByRole('alert')).toContainText('not of a picture, a film or an archive');
	});

	await test.step('and the secretariat sees it on its desk', async () => {
		const secretariat = await organisation({ kind: 'secretariat' });
		const editor = await person({ organisation: secretariat, role: 'editor' });
		const desk = await openAs(editor.email);
		await desk.goto('/en/secretariat');
		await expect(desk.getByText(reference)).toBeVisible();
		await expectAccessibleInBoth(desk);
	});
});
