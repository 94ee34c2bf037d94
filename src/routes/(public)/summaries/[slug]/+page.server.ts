import { summaryPdf } from '#lib/exchange/pdf/summary.server.ts';
import { findPackage } from '#lib/exchange/package/edition.server.ts';
import { linkedData } from '#lib/exchange/summary/linked-data.ts';
import { asPublic } from '#lib/forms/attempt.server.ts';
import { log } from '#lib/server/log.ts';
import { loggable } from '#lib/server/loggable.ts';
import { contentOf, opening } from '#lib/summaries/content.ts';
import { numbersSince } from '#lib/summaries/queries.server.ts';
import { readEdition } from './edition.server.ts';
import type { DrawnFigure } from '#lib/summaries/figures.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { summary: found, origin, locale, address } = await readEdition(event);
	const { passages, figures, numbers, ...summary } = found;
	// The page is there whether or not its PDF can be made.
	const file = await summaryPdf(found, origin, locale)
		.make()
		.catch((thrown: unknown) => {
			log().error({ slug: summary.slug, error: loggable(thrown) }, 'no PDF of a summary');
			return null;
		});
	const since = await asPublic(event, (db) => numbersSince(db, { numbers, figures }));
	const kept = await asPublic(event, (db) => findPackage(db, summary));
	const description = opening(passages[locale]);
	return {
		summary,
		numbers: since.map(({ then, now, moved }) => ({
			...then,
			now,
			moved,
			of: figureNamed(figures, then.figure)
		})),
		content: contentOf(passages[locale]),
		address,
		query: `?edition=${summary.edition}`,
		description,
		linked: linkedData(found, { origin, locale, description }),
		pdfSize: file?.byteLength ?? null,
		packageSize: kept?.size ?? null
	};
};

/** The figure that gives a number, as its line says it: where it is shown, by its place; else by what it asks. */
function figureNamed(figures: readonly DrawnFigure[], position: number) {
	const figure = figures.find((one) => one.position === position);
	return { position, shown: figure?.shown ?? false, title: figure?.views.en.title ?? null };
}
