import { buffer } from 'node:stream/consumers';
import { PUBLIC, type Person } from '#lib/access/actor.ts';
import type { DrawnView } from '#lib/comparison/vocabulary.ts';
import { findPackage, keptBody } from '#lib/exchange/package/edition.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import { filesIn } from '../package-reading.ts';
import type { Planting } from './planted.ts';
import { publishWritten } from './published-summary.ts';

export interface Edition {
	slug: string;
	/** Where it and its figures are read, without language. */
	addresses: string[];
}

/** The views that have something to show of both, with what is asked of them. */
const viewsOf = (company: string, country: string): [DrawnView, string][] => [
	['companies', 'cells=findings'],
	['companies/side-by-side', `company=${company},sample-video`],
	['countries', ''],
	['countries/side-by-side', `country=${country},CA`],
	['over-time', '']
];

/**
 * Publishes a summary that asks every view about whose words were planted: what is frozen with an edition is
 * public for good.
 */
export async function publishEdition(
	{ company, ministry, editor }: Planting,
	publisher: Person,
	country: string
): Promise<Edition> {
	const views = viewsOf(company.slug, country);
	const title = `Edition of ${ministry.slug}`;
	const body = views.map((_, at) => `{{figure ${at + 1}}}`).join('\n\n');
	const { slug } = await publishWritten(
		{ editor, publisher },
		{
			titleEn: title,
			titleFr: title,
			bodyEn: body,
			bodyFr: body,
			figures: views.map(([what, query]) => ({
				question: 'view',
				filters: { what, query },
				captionEn: what,
				captionFr: what
			}))
		}
	);
	const page = `/summaries/${slug}`;
	return { slug, addresses: [page, ...views.map((_, at) => `${page}/figures/${at + 1}.csv`)] };
}

/** What stands in every file of the archive that was kept with a first edition, as anyone has it who opens it. */
export async function archiveText(slug: string): Promise<string> {
	const kept = await withActor(PUBLIC, (db) => findPackage(db, { slug, edition: 1 }));
	if (!kept) throw new Error(`${slug} has no archive`);
	const archive = await buffer(keptBody(kept));
	return [...filesIn(archive)].flat().join('\n');
}
