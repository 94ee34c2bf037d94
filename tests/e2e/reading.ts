import { expect } from '@playwright/test';
import { eq } from 'drizzle-orm';
import { readXlsx } from 'hucre/xlsx';
import type { Person } from '#lib/access/actor.ts';
import { sessionCookie, startSession } from '#lib/access/sessions.server.ts';
import { COMPANY_VIEWS, COUNTRY_VIEWS, MATRIX_CELLS } from '#lib/comparison/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import { users } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';

type Asking = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

/** Asks for an address as one person, or as nobody: without a browser, since there is much to read. */
export type Reader = (address: string, init?: Asking) => Promise<Response>;

/** A reader signed in as this person. Redirections are not followed: where they lead is read for itself. */
export async function readerFor(person: Person | null, baseURL = ''): Promise<Reader> {
	const cookie = person ? `${sessionCookie()}=${await sessionOf(person)}` : '';
	return (address, init) => {
		const ask = () =>
			fetch(new URL(address, baseURL), {
				...init,
				headers: { cookie, ...init?.headers },
				redirect: 'manual'
			});
		// A connection that was kept may be closed by the server just when it is used again.
		return init?.method ? ask() : ask().catch(ask);
	};
}

const sessionOf = (person: Person) =>
	asSystem(async (db) => {
		const known = await db.select().from(users).where(eq(users.email, person.email));
		return (await startSession(db, only(known).id)).token;
	});

/** What stands there, in the cells of a workbook too. */
export async function textAt(read: Reader, address: string): Promise<string> {
	const answer = await read(address);
	// A page that breaks shows nothing, and would hide that it would have.
	expect(answer.status, address).toBeLessThan(500);
	if (!answer.headers.get('content-type')?.includes('spreadsheetml')) return answer.text();
	const { sheets } = await readXlsx(new Uint8Array(await answer.arrayBuffer()));
	return JSON.stringify(sheets.map(({ name, rows }) => ({ name, rows })));
}

/** Every list of the API. */
const LISTS = [
	'frameworks',
	'countries',
	'companies',
	'commitments',
	'indicators',
	'summaries',
	'findings',
	'endorsements',
	'changes?from=2000-01-01',
	'compare/capabilities',
	...COMPANY_VIEWS.map((view) => `compare/companies?view=${view}`),
	...MATRIX_CELLS.map((cells) => `compare/companies?cells=${cells}`),
	...COUNTRY_VIEWS.map((view) => `compare/countries?view=${view}`)
];

/** Every record of every list of the API, leafed through to its end, and its CSV, by address. */
export async function wholeLists(read: Reader): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const list of LISTS) {
		const address = `/api/v1/${list}${list.includes('?') ? '&' : '?'}`;
		let cursor: string | null = null;
		do {
			const page: string = `${address}limit=500${cursor ? `&cursor=${cursor}` : ''}`;
			const body = await textAt(read, page);
			found.set(page, body);
			cursor = (JSON.parse(body) as { page?: { next: string | null } }).page?.next ?? null;
		} while (cursor);
		found.set(`${address}format=csv`, await textAt(read, `${address}format=csv`));
	}
	return found;
}
