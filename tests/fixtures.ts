import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { sessionCookie, startSession } from '#lib/access/sessions.server.ts';
import type { Person } from '#lib/access/actor.ts';
import type { Role } from '#lib/access/vocabulary.ts';
import type { OrganisationKind } from '#lib/organisations/vocabulary.ts';
import { openPostgres } from '#lib/server/db/connection.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { users } from '#lib/server/db/schema/index.ts';
import { env } from '#lib/server/env.ts';
import { collectFaults } from './browser-faults.ts';
import * as world from './db/world.ts';

export type Organisation = Awaited<ReturnType<typeof world.organisation>>;

interface Fixtures {
	/** Whether the test is about a server that is gone for a while. */
	serverMayGo: boolean;
	/** An organisation nobody else uses. */
	organisation(given: { kind: OrganisationKind }): Promise<Organisation>;
	/** A person with one role in one organisation. */
	person(given: { organisation: Organisation; role: Role }): Promise<Person>;
	/** Signs the page's browser in as this person, in place of whoever was, by a session in the database. */
	signIn(email: string): Promise<void>;
	/** A page in a browser of its own, with scripts: signed in as this person, or as nobody. */
	openAs(email: string | null): Promise<Page>;
}

/** Nothing may be written on the console, and each test makes its own people: none depends on another. */
export const test = base.extend<Fixtures, { portalDatabase: void }>({
	portalDatabase: [
		async ({ playwright: _ }, use) => {
			const { DATABASE_URL = '', DATABASE_OWNER_URL } = env();
			useDatabase(openPostgres(DATABASE_URL, { pool: 2, ownerUrl: DATABASE_OWNER_URL }));
			await use();
			await closeDatabase();
		},
		{ scope: 'worker', auto: true }
	],
	serverMayGo: [false, { option: true }],
	context: async ({ context, serverMayGo }, use) => {
		const faults = collectFaults(context, { serverMayGo });
		await use(context);
		expect(faults, 'errors in the browser').toEqual([]);
	},
	organisation: async ({ portalDatabase: _ }, use) => {
		await use(({ kind }) =>
			world.organisation(kind, `${uniqueLetters()}-${kind.replaceAll('_', '-')}`)
		);
	},
	person: async ({ portalDatabase: _ }, use) => {
		await use(({ organisation, role }) => world.person(organisation, role));
	},
	signIn: async ({ context, baseURL }, use) => {
		await use((email) => signIn(context, email, baseURL ?? ''));
	},
	openAs: async ({ browser, contextOptions, baseURL, locale, timezoneId }, use) => {
		const opened: { context: BrowserContext; faults: string[] }[] = [];
		await use(async (email) => {
			const context = await browser.newContext({
				...contextOptions,
				baseURL,
				locale,
				timezoneId,
				javaScriptEnabled: true
			});
			opened.push({ context, faults: collectFaults(context) });
			if (email) await signIn(context, email, baseURL ?? '');
			return context.newPage();
		});
		for (const { context } of opened) await context.close();
		expect(
			opened.flatMap(({ faults }) => faults),
			'errors in the browser'
		).toEqual([]);
	}
});

async function signIn(context: BrowserContext, email: string, url: string): Promise<void> {
	const { token } = await world.asSystem(async (db) => {
		const user = only(await db.select({ id: users.id }).from(users).where(eq(users.email, email)));
		return startSession(db, user.id);
	});
	await context.addCookies([
		{ name: sessionCookie(), value: token, url, httpOnly: true, sameSite: 'Lax' }
	]);
}

/** Eight letters: an organisation's slug begins with them, and its references too. */
const uniqueLetters = () =>
	[...randomBytes(8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');

export { expect };
export { expectAccessible } from './accessibility.ts';
export { follow } from './follow.ts';
