import { sql } from 'drizzle-orm';
import { organisations } from '#lib/server/db/schema/index.ts';
import { only } from '#lib/server/db/only.ts';
import { asSystem } from '../../db/world.ts';
import { page, signedIn, unseen, type Ground } from '../ground.ts';
import { overhear, replaying, type Said } from '../overheard.ts';
import { median, rounds, timeOf } from '../rounds.ts';
import { milliseconds, number, type Row } from '../table.ts';

const PUBLIC_PAGES = [
	'/en/compare/companies',
	'/en/compare/countries',
	'/en/compare/companies/side-by-side?company=generated-company-0007,google',
	'/en/compare/over-time',
	'/en/commitments',
	'/en/companies/generated-company-0007',
	'/api/v1/commitments'
];
const OWN_PAGES = [
	'/en/workspace',
	'/en/workspace/assessments',
	'/en/workspace/services',
	'/en/companies/generated-company-0007',
	'/en/compare/companies'
];

interface Asked {
	path(): string;
	what: string;
	headers: Record<string, string>;
}

/** How long each page takes to be made, against the statements that it sends, sent by bare `pg`. */
async function besideSql(
	ground: Ground,
	part: string,
	asked: readonly Asked[],
	aimOf: (what: string) => string | undefined
): Promise<Row[]> {
	const base = await ground.base();
	const url = base.environment.DATABASE_URL ?? '';
	const line = await overhear(url);
	const server = await ground.server(`sql-${part}`, base, { DATABASE_URL: line.through(url) });
	const direct = await ground.server(`made-${part}`, base);
	const found: Row[] = [];
	for (const { what, path, headers } of asked) {
		let said: Said[] = [];
		// The first time, modules are loaded too; and what is said beside it by the way is of no page.
		for (let turn = 0; turn < 3; turn++)
			said = fewer(said, await line.during(() => page(server, path(), headers)));
		const bare = await replaying(url, said);
		await page(direct, path(), headers);
		await bare.again();
		const { ours, against, ratio } = await rounds(
			ground.options.rounds * 3,
			(time: number) => time,
			() => timeOf(() => page(direct, path(), headers)),
			() => timeOf(() => bare.again())
		);
		await bare.close();
		const [own, plain] = [median(ours), median(against)];
		found.push({
			part,
			what,
			ratio,
			aim: aimOf(what),
			ours: milliseconds(own),
			against: `pg ${milliseconds(plain)}, ${number(said.length)} statements`,
			figures: { own, plain, statements: said.length }
		});
	}
	await server.stop();
	await direct.stop();
	await line.close();
	return found;
}

const fewer = (one: Said[], other: Said[]) =>
	one.length === 0 || other.length < one.length ? other : one;

/** (b) Public pages that are not kept, against their SQL. */
export const coldPages = (ground: Ground): Promise<Row[]> =>
	besideSql(
		ground,
		'b',
		PUBLIC_PAGES.map((path) => ({
			what: path,
			path: () => unseen(path),
			headers: { 'accept-encoding': 'br' }
		})),
		(what) => (what.includes('/compare/') ? '≤ 3' : undefined)
	);

/** (f) Pages of somebody signed in, which are made for them alone, against their SQL. */
export async function signedInPages(ground: Ground): Promise<Row[]> {
	const base = await ground.base();
	const { cookie } = await base.within(async () => {
		const [company] = await asSystem((db) =>
			db
				.select()
				.from(organisations)
				.where(sql`${organisations.slug} = 'generated-company-0007'`)
		);
		return signedIn(only([company].filter((one) => one !== undefined)));
	});
	return besideSql(
		ground,
		'f',
		OWN_PAGES.map((path) => ({
			what: `${path}, signed in`,
			path: () => path,
			headers: { cookie, accept: 'text/html' }
		})),
		() => undefined
	);
}
