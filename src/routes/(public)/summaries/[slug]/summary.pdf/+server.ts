import { fileUnlessHad } from '#lib/exchange/conditional.ts';
import { summaryPdf } from '#lib/exchange/pdf/summary.server.ts';
import { asPublic } from '#lib/forms/attempt.server.ts';
import { editionAddress } from '#lib/summaries/addresses.ts';
import { getPublishedSummary } from '#lib/summaries/queries.server.ts';
import { editionIn } from '../edition.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { locale } = event.locals;
	const { origin } = event.url;
	const summary = await asPublic(event, (db) =>
		getPublishedSummary(db, event.params.slug, editionIn(event.url))
	);
	const { tag, make } = summaryPdf(summary, origin, locale);
	return fileUnlessHad(
		event.request,
		tag,
		{
			'content-type': 'application/pdf',
			'content-disposition': `inline; filename="${summary.slug}-${summary.edition}-${locale}.pdf"`,
			'content-language': locale,
			link: `<${editionAddress(summary, origin, locale)}>; rel="canonical"`
		},
		make
	);
};
