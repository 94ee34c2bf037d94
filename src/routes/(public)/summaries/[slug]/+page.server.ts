import { summaryPdf } from '#lib/exchange/pdf/summary.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { log } from '#lib/server/log.ts';
import { loggable } from '#lib/server/loggable.ts';
import { editionAddress } from '#lib/summaries/addresses.ts';
import { contentOf } from '#lib/summaries/content.ts';
import { getPublishedSummary } from '#lib/summaries/queries.server.ts';
import { editionIn } from './edition.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locale } = event.locals;
	const { origin } = event.url;
	const found = await asActor(event, (db) =>
		getPublishedSummary(db, event.params.slug, editionIn(event.url))
	);
	const { passages, ...summary } = found;
	// The page is there whether or not its PDF can be made.
	const file = await summaryPdf(found, origin, locale)
		.make()
		.catch((thrown: unknown) => {
			log().error({ slug: summary.slug, error: loggable(thrown) }, 'no PDF of a summary');
			return null;
		});
	return {
		summary,
		content: contentOf(passages[locale]),
		address: editionAddress(summary, origin, locale),
		pdfSize: file?.byteLength ?? null
	};
};
