import { createHash, randomBytes } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import * as schema from '#lib/server/db/schema/index.ts';
import { startCluster, type Cluster } from '../../scripts/testing/cluster.ts';
import { startServer, type RunningServer } from '../../scripts/testing/server.ts';
import { collectFaults } from '../browser-faults.ts';
import { connected, createDatabase } from '../postgres.ts';
import { expect, test } from '../fixtures.ts';

/** Gets out of an attribute, a script, a comment and a text field, if anything lets it, and then runs and leaves elements. */
const VECTOR = `--></script></textarea></title>"'><img src="x" data-planted onerror="planted=1"><script data-planted>planted=1</script><svg data-planted onload="planted=1">`;
/** What stands in it alone, once it is text. */
const SEEN = 'data-planted onerror=';

/** Every column that takes any text, and not one of a list. */
const FREE = Object.values(schema)
	.filter((one) => is(one, PgTable))
	.flatMap((table) =>
		Object.entries(getTableColumns(table))
			.filter(([, { dataType, enumValues }]) => dataType === 'string' && !enumValues?.length)
			.map(
				([key]) =>
					`${getTableName(table)}.${key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`
			)
	);

/**
 * Puts the vector behind every such text that no constraint holds to a pattern or a length, past all triggers and rules.
 * What others refer to, and what routes are found by, stays as it is. Notes which columns hold it now.
 */
const PLANT = `
create table planted (name text);
do $$ declare c record; changed int; begin
	perform set_config('session_replication_role', 'replica', true);
	for c in
		select t.table_name, k.column_name
		from information_schema.tables t join information_schema.columns k using (table_schema, table_name)
		where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and k.data_type = 'text' and k.is_generated = 'NEVER'
			and t.table_name || '.' || k.column_name = any(string_to_array('${FREE.join()}', ','))
			-- What the portal writes by itself, in a form of its own.
			and t.table_name not in ('audit_events', 'commitment_facets', 'commitment_facet_counts')
			and k.column_name not in ('slug', 'key', 'reference', 'event', 'subject_type', 'subject_id', 'hash', 'prev', 'email', 'dedupe_key', 'source_key')
			and not exists (
				select from information_schema.key_column_usage u
				where u.table_schema = 'public' and u.table_name = t.table_name and u.column_name = k.column_name
			)
	loop
		begin
			execute format('update %I set %I = %I || %L where %I <> %L', c.table_name, c.column_name, c.column_name, $vector$${VECTOR}$vector$, c.column_name, '');
			get diagnostics changed = row_count;
			if changed > 0 then insert into planted values (c.table_name || '.' || c.column_name); end if;
		exception when check_violation or unique_violation or string_data_right_truncation then null;
		end;
	end loop;
end $$`;

// One database for all of them.
test.describe.configure({ mode: 'default' });

let cluster: Cluster;
let server: RunningServer;
let columns: string[] = [];
const cookies = new Map<string, string>();

test.beforeAll(async () => {
	test.setTimeout(180_000);
	cluster = await startCluster();
	const { url, ownerUrl } = await createDatabase(cluster.url, 'empty');
	server = await startServer('server-vectors', {
		DATABASE_URL: url,
		DATABASE_OWNER_URL: ownerUrl,
		AUTH_SECRET: randomBytes(32).toString('hex'),
		CONCORD_DEMO: '1',
		LINK_CHECKS: '0'
	});
	const asAdmin = new URL(cluster.url);
	asAdmin.pathname = new URL(url).pathname;
	await connected(asAdmin.href, async (admin) => {
		await admin.query(PLANT);
		columns = (await admin.query<{ name: string }>('select name from planted')).rows.map(
			({ name }) => name
		);
		for (const email of [
			'liaison@example.org',
			'submitter@example.org',
			'administrator@example.org'
		]) {
			const token = randomBytes(32).toString('base64url');
			await admin.query(
				`insert into sessions (session_token, user_id, expires) select $1, id, now() + interval '1 hour' from users where email = $2`,
				[createHash('sha256').update(token).digest('base64url'), email]
			);
			cookies.set(email, token);
		}
	});
});
test.afterAll(async () => {
	await server.stop();
	await cluster.stop();
});

/** Two addresses that differ in what they are about alone are of one kind: of each kind this many are opened. */
const OF_A_KIND = 2;
const kindOf = (path: string) => {
	const { pathname, searchParams } = new URL(path, 'http://localhost');
	const names = [...searchParams.keys()].sort().join();
	return `${pathname.replace(/\/([A-Z]{2,}(-\d+)?|[0-9a-f-]{36}|\d+|[a-z0-9]+(-[a-z0-9]+)+|apple|meta|google|adobe|amazon)(?=\/|$)/g, '/*')}?${names}`;
};

/** Opens what links lead to, from these pages on, and gives those on which the text is to be seen. */
async function walk(page: Page, from: string[], most: number): Promise<string[]> {
	const seen: string[] = [];
	const kinds = new Map<string, number>();
	const known = new Set(from);
	const ahead = [...from];
	for (let opened = 0; ahead.length > 0 && opened < most; opened++) {
		const path = ahead.shift() ?? '';
		const answer = await page.goto(path);
		expect(answer?.status(), path).toBeLessThan(500);
		const { elements, ran, text, links } = await page.evaluate((mark) => {
			return {
				elements: document.querySelectorAll('[data-planted]').length,
				ran: 'planted' in window,
				text:
					document.body.innerText.includes(mark) ||
					[...document.querySelectorAll('input, textarea')].some((field) =>
						(field as HTMLInputElement).value.includes(mark)
					),
				links: [...document.querySelectorAll('a[href]')].map(
					(link) => (link as HTMLAnchorElement).href
				)
			};
		}, SEEN);
		expect(elements, `elements of the text on ${path}`).toBe(0);
		expect(ran, `the text runs on ${path}`).toBe(false);
		if (text) seen.push(path);
		for (const link of links) {
			if (link.startsWith('javascript:')) throw new Error(`${path} leads to ${link}`);
			if (!link.startsWith(server.address)) continue;
			const next = link.slice(server.address.length).replace(/#.*$/, '');
			// Files are looked at elsewhere, and whoever signs out walks no further.
			if (
				!/^\/en(\/|$)/.test(next) ||
				/\.(csv|zip|pdf|png|svg|ics|xlsx)|format=|sign-out|\/file$/.test(next)
			)
				continue;
			const kind = kindOf(next);
			if (known.has(next) || (kinds.get(kind) ?? 0) >= OF_A_KIND) continue;
			known.add(next);
			kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
			ahead.push(next);
		}
	}
	return seen;
}

async function openAs(browser: Browser, email: string | null) {
	const context = await browser.newContext({ baseURL: server.address, locale: 'en-CA' });
	const faults = collectFaults(context);
	const value = email && cookies.get(email);
	if (value) await context.addCookies([{ name: 'concord-session', value, url: server.address }]);
	const page = await context.newPage();
	page.on('dialog', (dialog) => faults.push(`a dialog: ${dialog.message()}`));
	return { page, faults, close: () => context.close() };
}

for (const [who, email, from, most, least] of [
	['nobody', null, ['/en', '/en/companies', '/en/changes'], 70, 25],
	['a liaison', 'liaison@example.org', ['/en/workspace'], 45, 10],
	['a company', 'submitter@example.org', ['/en/workspace'], 45, 8],
	['an administrator', 'administrator@example.org', ['/en/secretariat', '/en/workspace'], 70, 15]
] as const)
	test(`[TRUST 1] a text that would be a script, in every field there is, is a text on the pages that ${who} reads`, async ({
		browser
	}) => {
		test.setTimeout(180_000);
		const { page, faults, close } = await openAs(browser, email);
		const seen = await walk(page, [...from], most);
		expect(seen.length, 'pages on which it is to be seen').toBeGreaterThanOrEqual(least);
		expect(faults).toEqual([]);
		await close();
	});

test('[TRUST 1] that text is in the fields that people write', () => {
	expect(columns).toEqual(
		expect.arrayContaining([
			'commitments.title_en',
			'commitments.description_en',
			'milestones.title_en',
			'answers.narrative',
			'organisations.name_en',
			'users.name',
			'evidence.title'
		])
	);
	expect(columns.length).toBeGreaterThan(60);
});
