import type { Page } from '@playwright/test';
import { and, count, eq } from 'drizzle-orm';
import { answers, auditEvents, sessions } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, expectAccessible, test as base } from '../fixtures.ts';
import { openAnswer, started } from './assessment-steps.ts';
import { enterByMail } from './liaison-steps.ts';
import { goOffline } from './offline.ts';

/** One person at one answer of an assessment that nobody else works on. */
const test = base.extend<{ own: { id: string; address: string; userId: string; email: string } }>({
	own: async ({ organisation, person, signIn }, use) => {
		const company = await organisation({ kind: 'company' });
		const { userId, email, ...submitter } = await person({
			organisation: company,
			role: 'contributor'
		});
		const id = await started({ userId, email, ...submitter }, company);
		await signIn(email);
		await use({ id, address: `/en/workspace/assessments/${id}/4`, userId, email });
	}
});

const words = (page: Page) => page.getByLabel('What your organisation does');
const saveState = (page: Page) => page.getByRole('status');
/** Typed key by key, as people do, and different each time. */
const keys = (what: string, length = 200) =>
	Array.from({ length: Math.ceil(length / what.length) }, (_, at) => `${what} ${at}. `)
		.join('')
		.slice(0, length)
		.trim();

/** What the database has of this answer, and how often it was written. */
const stored = (id: string) =>
	asSystem(async (db) => {
		const [row] = await db
			.select({ narrative: answers.narrative, version: answers.version })
			.from(answers)
			.where(eq(answers.assessmentId, id));
		const [written] = await db
			.select({ times: count() })
			.from(auditEvents)
			.where(and(eq(auditEvents.event, 'assessment.answered'), eq(auditEvents.subjectId, id)));
		return { narrative: row?.narrative, version: row?.version, times: written?.times };
	});

/** The line has the words, the state says so, and they were written as often as there are versions. */
async function expectSaved(page: Page, id: string, text: string): Promise<void> {
	await expect.poll(() => stored(id), { timeout: 30_000 }).toMatchObject({ narrative: text });
	await expect(saveState(page)).toContainText('Saved at');
	await expect(words(page)).toHaveValue(text);
	const { version, times } = await stored(id);
	expect(times).toBe(version);
}

test('two hundred keystrokes without a connection outlive a reload without one', async ({
	page,
	own
}) => {
	const typed = keys('Written in a tunnel');
	await openAnswer(page, own.address);
	await goOffline(page);
	await words(page).pressSequentially(typed);
	await expect(saveState(page)).toContainText('kept on this device');
	await expect(saveState(page)).toHaveAttribute('aria-live', 'polite');
	await expectAccessible(page);
	await expect(page.reload()).rejects.toThrow('ERR_INTERNET_DISCONNECTED');
	await page.context().setOffline(false);
	await page.goto(own.address);
	await expect(words(page)).toHaveValue(typed);
	await expect.poll(() => stored(own.id)).toMatchObject({ narrative: typed });
	await expectAccessible(page);
});

test('a tab that is closed in the middle of a word has kept the word', async ({ page, own }) => {
	const typed = keys('Written in haste', 50);
	await openAnswer(page, own.address);
	await words(page).pressSequentially(typed);
	await page.close();
	const again = await page.context().newPage();
	await again.goto(own.address);
	await expect(words(again)).toHaveValue(typed);
	await expect.poll(() => stored(own.id)).toMatchObject({ narrative: typed });
	await again.reload();
	await expect(words(again)).toHaveValue(typed);
	await expect(again.getByText('Someone else saved')).toBeHidden();
});

test('a session that ends while one writes is begun anew by keyboard, at the same words', async ({
	page,
	own
}) => {
	await openAnswer(page, own.address);
	await words(page).pressSequentially('Before. ');
	await expect(saveState(page)).toContainText('Saved at');
	await asSystem((db) => db.delete(sessions).where(eq(sessions.userId, own.userId)));
	await words(page).pressSequentially(keys('After', 40));
	await expect(saveState(page)).toContainText('you are no longer signed in');
	await expectAccessible(page);
	const typed = await words(page).inputValue();
	const signIn = saveState(page).getByRole('link', { name: 'Sign in' });
	const isReached = () => signIn.evaluate((link) => link === document.activeElement);
	while (!(await isReached())) await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await enterByMail(page, own.email);
	await expect(page).toHaveURL(own.address);
	expect(typed).toBe(`Before. ${keys('After', 40)}`);
	await expectSaved(page, own.id, typed);
});

test('a session begun anew in another tab is noticed, and what waited is saved', async ({
	page,
	own,
	signIn
}) => {
	await openAnswer(page, own.address);
	await asSystem((db) => db.delete(sessions).where(eq(sessions.userId, own.userId)));
	await words(page).pressSequentially('Written for nobody');
	await expect(saveState(page)).toContainText('you are no longer signed in');
	await signIn(own.email);
	await page.keyboard.press('Tab');
	await expectSaved(page, own.id, 'Written for nobody');
});

test('two tabs of one person keep both their words, and show them side by side', async ({
	page,
	own
}) => {
	const second = await page.context().newPage();
	for (const tab of [page, second]) await openAnswer(tab, own.address);
	await words(page).pressSequentially('From the first tab');
	await expect(saveState(page)).toContainText('Saved at');
	await words(second).pressSequentially(keys('From the second tab', 50));
	await expect(saveState(second)).toContainText('saved this in the meantime');
	await expectAccessible(second);
	// The first goes on and is saved again: what the second keeps is not touched by that.
	await words(page).press('End');
	await words(page).pressSequentially(', which goes on');
	await page.keyboard.press('Tab');
	await expect
		.poll(() => stored(own.id))
		.toMatchObject({ narrative: 'From the first tab, which goes on' });
	await saveState(second).getByRole('link', { name: 'Reload and compare' }).focus();
	await second.keyboard.press('Enter');
	await expect(second.getByRole('region', { name: 'Stored now' })).toContainText(
		'From the first tab, which goes on'
	);
	const mine = second.getByRole('region', { name: 'What you wrote' });
	await expect(mine).toContainText(keys('From the second tab', 50));
	await expectAccessible(second);
	// What is typed while one compares is kept as well.
	await words(second).press('Control+End');
	await words(second).pressSequentially(' And both together.');
	await second.reload();
	const together = `${keys('From the second tab', 50)} And both together.`;
	await expect(words(second)).toHaveValue(together);
	await second.getByRole('button', { name: 'Save and return to the list' }).press('Enter');
	await second.waitForURL((url) => url.pathname.endsWith(own.id));
	expect(await stored(own.id)).toMatchObject({ narrative: together });
});

test('two tabs that are closed without a connection leave both their words', async ({
	page,
	own
}) => {
	const second = await page.context().newPage();
	for (const tab of [page, second]) {
		await openAnswer(tab, own.address);
		// A browser that is told to be without a connection sends what a tab says in closing all the same.
		await tab.evaluate(() => {
			window.fetch = () => Promise.reject(new TypeError('no connection'));
		});
	}
	for (const [at, tab] of [page, second].entries()) {
		await words(tab).pressSequentially(`Words of tab ${at}`);
		await expect(saveState(tab)).toContainText('kept on this device');
	}
	const again = await page.context().newPage();
	await page.close();
	await second.close();
	await again.goto(own.address);
	await expect(saveState(again)).toContainText('wrote here in another tab');
	await expect(saveState(again)).toContainText('Saved at');
	await expectAccessible(again);
	const first = await words(again).inputValue();
	const other = first === 'Words of tab 0' ? 'Words of tab 1' : 'Words of tab 0';
	await again.getByRole('link', { name: 'Reload and compare' }).click();
	await expect(again.getByRole('region', { name: 'Stored now' })).toContainText(first);
	await expect(again.getByRole('region', { name: 'What you wrote' })).toContainText(other);
});

test('an answer that is lost on its way makes nobody a stranger to their own words', async ({
	page,
	own
}) => {
	await openAnswer(page, own.address);
	let lost = 0;
	await page.route(/\?\/keep$/, async (route) => {
		if (lost > 0) return route.continue();
		await route.fetch();
		lost += 1;
		await route.abort('internetdisconnected');
	});
	await words(page).pressSequentially('Stored, and nobody says so. ');
	await expect(saveState(page)).toContainText('kept on this device');
	expect(lost).toBe(1);
	await words(page).pressSequentially('Written on.');
	await expectSaved(page, own.id, 'Stored, and nobody says so. Written on.');
});

test('a device that has no room says so, and the words are saved all the same', async ({
	page,
	own
}) => {
	await openAnswer(page, own.address);
	await page.evaluate(() => {
		for (let size = 5_000_000; size > 1; size = Math.floor(size / 2))
			for (let at = 0; at < 3; at++)
				try {
					localStorage.setItem(`full ${size} ${at}`, 'x'.repeat(size));
				} catch {
					// This much does not fit: then half of it.
				}
	});
	await goOffline(page);
	await words(page).pressSequentially('Nowhere to go');
	await expect(saveState(page)).toContainText('this device keeps nothing');
	await expectAccessible(page);
	await page.context().setOffline(false);
	await expectSaved(page, own.id, 'Nowhere to go');
});

test('who signs out leaves nothing on the device', async ({ page, own }) => {
	await openAnswer(page, own.address);
	await words(page).fill('Not for the next one here');
	await page.getByLabel('Web address').first().fill('half an address');
	await expect(saveState(page)).toContainText('kept on this device');
	const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }));
	expect(await kept()).toContain('Not for the next one here');
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page.getByRole('button', { name: 'Sign out' })).toBeHidden();
	expect(await kept()).toBe('{}');
	expect(await page.context().cookies()).not.toContainEqual(
		expect.objectContaining({ name: 'concord-session' })
	);
});
