import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';

export type Row = Record<string, string>;

/** The files of an archive as text, by name. */
export const filesIn = (archive: Uint8Array): Map<string, string> =>
	new Map(Object.entries(unzipSync(archive)).map(([name, bytes]) => [name, strFromU8(bytes)]));

/** A list of a package, each record by the names of its columns: what anyone has who opens the file. */
export const rowsOf = (files: ReadonlyMap<string, string>, list: string): Row[] =>
	parse(files.get(`${list}.csv`) ?? '', { columns: true });

type Numbers = Record<string, number>;
type Files = ReadonlyMap<string, string>;
type Filters = Partial<Record<'principle' | 'cycle' | 'forum' | 'country', string | number>>;

/**
 * A summary's figure worked out anew from the files of a package and nothing else: numbers by the row they stand
 * in. It shares no code with what the portal counts by.
 */
export function recomputed(files: Files, question: string, filters: Filters): Map<string, Numbers> {
	const { forum, country } = filters;
	const commitments = () => rowsOf(files, 'commitments');
	switch (question) {
		case 'principle_distribution': {
			const counted = tally(ratingsOf(files, filters.principle), () => 'all').get('all');
			const { total: assessed = 0, ...standings } = counted ?? {};
			return new Map(Object.entries(standings).map(([key, count]) => [key, { count, assessed }]));
		}
		case 'principle_trend': {
			const cycles = tally(ratingsOf(files, filters.principle), ({ cycle = '' }) => cycle);
			return new Map(
				[...cycles].sort().map(([cycle, { total: assessed = 0, ...counted }]) => {
					const ratings = Object.entries(counted).filter(([key]) => key.startsWith('rating_'));
					const rated = ratings.reduce((sum, [, count]) => sum + count, 0);
					return [cycle, { ...Object.fromEntries(ratings), rated, assessed }];
				})
			);
		}
		case 'country_status':
			return tally(
				commitments().filter((one) => one.country && (!forum || one.forum === forum)),
				(one) => one.country ?? ''
			);
		case 'pillar_status':
			return tally(
				commitments().filter((one) => !country || one.country === country),
				(one) => one.pillar ?? ''
			);
		default:
			throw new Error(`no way to work out ${question}`);
	}

	function ratingsOf(given: Files, principle: string | number | undefined): Row[] {
		const companies = rowsOf(given, 'frameworks').filter(
			({ audience }) => audience === 'companies'
		);
		const frameworks = new Set(companies.map(({ framework }) => framework));
		return rowsOf(given, 'assessments')
			.filter((one) => frameworks.has(one.framework) && one.requirement === String(principle))
			.filter((one) => !filters.cycle || one.cycle === filters.cycle)
			.map((one) => ({
				...one,
				status: /^\d$/.test(one.self_rating ?? '')
					? `rating_${one.self_rating}`
					: (one.self_rating ?? '')
			}));
	}
}

/** How many of each status, and in all, for each group. */
function tally(rows: readonly Row[], groupOf: (row: Row) => string): Map<string, Numbers> {
	const groups = new Map<string, Numbers>();
	for (const row of rows) {
		const counts = groups.get(groupOf(row)) ?? { total: 0 };
		const status = row.status ?? '';
		counts[status] = (counts[status] ?? 0) + 1;
		counts.total = (counts.total ?? 0) + 1;
		groups.set(groupOf(row), counts);
	}
	return groups;
}
