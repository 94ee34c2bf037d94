import type { Page } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { mailOutbox, subscriptions } from '#lib/server/db/schema/index.ts';
import { withActor } from '#lib/server/db/index.ts';
import { withdrawSummary } from '#lib/summaries/withdraw.server.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, follow, test } from '../fixtures.ts';
import { publishWritten } from './published-summary.ts';

const FIGURE = {
	question: 'country_status' as const,
	filters: {},
	captionEn: 'Promises by country',
	captionFr: 'Promesses par pays'
};

const mailsTo = (recipient: string) =>
	asSystem((db) => db.select().from(mailOutbox).where(eq(mailOutbox.recipient, recipient)));
const subscribed = (email: string) =>
	asSystem((db) => db.select().from(subscriptions).where(eq(subscriptions.email, email)));

for (const scripts of [true, false])
	test.describe(scripts ? 'with JavaScript' : 'without JavaScript', () => {
		test.use({ javaScriptEnabled: scripts });

		/** Looked at once, with scripts: the pages are the same without. */
		const expectSound = async (page: Page) => {
			if (scripts) await expectAccessible(page);
		};

		test('a reader subscribes to summaries, is told of one, and ends it from the mail', async ({
			page,
			request,
			organisation,
			person
		}) => {
			const email = `${randomUUID()}@example.org`;
			await page.goto('/fr/summaries');
			await follow(page.getByRole('link', { name: 'Les bilans publiés par courriel' }));
			await page.getByRole('button', { name: 'S’abonner' }).click();
			await expect(page.getByRole('alert')).toContainText('Votre adresse électronique');
			await expect(page.getByRole('alert')).toBeFocused();
			await expectSound(page);
			await page.getByLabel('Votre adresse électronique').fill(email.toUpperCase());
			await page.getByRole('button', { name: 'S’abonner' }).click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(
				'Consultez votre boîte de réception'
			);
			expect(page.url()).not.toContain('@');
			expect(await subscribed(email)).toEqual([]);

			await page.getByRole('link', { name: 'Ouvrir la boîte locale' }).click();
			const mail = page.getByRole('article').filter({ hasText: email });
			await expect(mail).toHaveAttribute('lang', 'fr');
			await follow(mail.getByRole('link'));
			await expectSound(page);
			// Looking at the page is not pressing its button: programs that look through mail do that.
			expect(await subscribed(email)).toEqual([]);
			const link = page.url();
			await page.getByRole('button', { name: 'Confirmer' }).click();
			await expect(page.getByText('L’abonnement est confirmé.')).toBeVisible();
			await expectSound(page);
			expect(await subscribed(email)).toMatchObject([{ locale: 'fr' }]);
			await page.goto(link.replace('/fr/', '/en/'));
			await expect(page.getByText('This link is no longer good')).toBeVisible();
			await expectSound(page);

			const secretariat = await organisation({ kind: 'secretariat' });
			const editor = await person({ organisation: secretariat, role: 'editor' });
			const publisher = await person({ organisation: secretariat, role: 'publisher' });
			const title = `Bilan ${randomUUID().slice(0, 8)}`;
			const { id } = await publishWritten(
				{ editor, publisher },
				{ titleEn: title, titleFr: title, bodyEn: 'Done.', bodyFr: 'Fait.', figures: [FIGURE] }
			);
			const told = async (subject: string) =>
				(await mailsTo(email)).filter((one) => one.subject === `${subject}\u00a0: ${title}`).length;
			await expect.poll(() => told('Publié'), { timeout: 30_000 }).toBe(1);
			await page.goto('/fr/mailbox');
			await follow(
				page
					.getByRole('article')
					.filter({ hasText: email })
					.filter({ hasText: title })
					.getByRole('link')
					.first()
			);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
			await withActor(publisher, (db) =>
				withdrawSummary(db, publisher, id, {
					withdrawalReasonEn: 'A test.',
					withdrawalReasonFr: 'Un essai.'
				})
			);
			await expect.poll(() => told('Retiré'), { timeout: 30_000 }).toBe(1);
			expect(await told('Publié')).toBe(1);

			const end = (await mailsTo(email))[0]?.unsubscribeUrl ?? '';
			await page.goto(end);
			await expectSound(page);
			await page.goto(end.replace('/fr/', '/en/'));
			await expectSound(page);
			await page.getByRole('button', { name: 'End the subscription' }).click();
			await expect(page.getByText('your address is deleted')).toBeVisible();
			expect(await subscribed(email)).toEqual([]);
			expect(await mailsTo(email)).toEqual([]);
			// A mail program posts from nowhere, without a session, and may do so again.
			const oneClick = { form: { 'List-Unsubscribe': 'One-Click' } };
			expect((await request.post(end, oneClick)).status()).toBe(200);
			expect((await request.post(`${end}x`, oneClick)).status()).toBe(404);
		});
	});
