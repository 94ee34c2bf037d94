import { and, asc, eq, gte, isNotNull, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { GUIDE_PATHS } from '#lib/guides/guides.ts';
import { listPrincipleTexts } from '#lib/frameworks/queries/principles.server.ts';
import { commitments, countries, forums, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { editionPath } from '#lib/summaries/addresses.ts';
import { listSummaries } from '#lib/summaries/queries.server.ts';

/** Things in one file: each has an address in either language, and a file may hold 50,000 (sitemaps.org). */
const A_FILE = 10_000;

interface Large {
	table: PgTable;
	key: PgColumn;
	where: SQL;
	path: string;
}

/** What there may be more of than one file holds, in the order of its keys. */
const LARGE: Record<'companies' | 'commitments', Large> = {
	companies: {
		table: organisations,
		key: organisations.slug,
		where: eq(organisations.kind, 'company'),
		path: '/companies/'
	},
	commitments: {
		table: commitments,
		key: commitments.reference,
		where: isNotNull(commitments.publishedAt),
		path: '/commitments/'
	}
};
export const LARGE_PARTS = ['companies', 'commitments'] as const;
export type LargePart = (typeof LARGE_PARTS)[number];

const STATIC = [
	'/',
	'/principles',
	'/principles/endorsements',
	'/countries',
	'/countries/capabilities',
	'/companies',
	'/commitments',
	'/compare',
	'/compare/companies',
	'/compare/companies/side-by-side',
	'/compare/countries',
	'/compare/countries/side-by-side',
	'/compare/indicators',
	'/compare/over-time',
	'/compare/method',
	'/changes',
	'/summaries',
	'/data',
	'/data/api',
	'/about',
	'/glossary',
	...GUIDE_PATHS,
	'/help',
	'/accessibility',
	'/privacy'
];

/** The files of the site map, by what each is asked with: the first key of each part of a long list. Public. */
export async function sitemapFiles(db: Db, most = A_FILE): Promise<Record<string, string>[]> {
	const files: Record<string, string>[] = [{ part: 'pages' }];
	for (const part of LARGE_PARTS) {
		const { table, key, where } = LARGE[part];
		const numbered = db
			.select({ key, at: sql<number>`row_number() over (order by ${key})`.as('at') })
			.from(table)
			.where(where)
			.as('numbered');
		const first = await db
			.select({ key: numbered.key })
			.from(numbered)
			.where(sql`(${numbered.at} - 1) % ${most} = 0`)
			.orderBy(asc(numbered.at));
		files.push(...first.map((row) => ({ part, from: String(row.key) })));
	}
	return files;
}

/** The pages of one part of a long list, by path without language. Public. */
export async function sitemapPart(
	db: Db,
	part: LargePart,
	from: string,
	most = A_FILE
): Promise<string[]> {
	const { table, key, where, path } = LARGE[part];
	const rows = await db
		.select({ key })
		.from(table)
		.where(and(where, gte(key, from)))
		.orderBy(asc(key))
		.limit(most);
	return rows.map((row) => path + String(row.key));
}

/** All other public pages: those that are always there, and one for each thing of which there are few. Public. */
export async function sitemapPages(db: Db): Promise<string[]> {
	const principles = await listPrincipleTexts(db);
	const places = await db.select({ code: countries.code }).from(countries).orderBy(countries.code);
	const bodies = await db.select({ key: forums.key }).from(forums).orderBy(forums.key);
	const summaries = await listSummaries(db);
	return [
		...STATIC,
		...principles.flatMap(({ number }) => [`/principles/${number}`, `/principles/${number}/plain`]),
		...places.map(({ code }) => `/countries/${code}`),
		...bodies.map(({ key }) => `/forums/${key}`),
		...summaries.map((summary) => editionPath(summary))
	];
}
