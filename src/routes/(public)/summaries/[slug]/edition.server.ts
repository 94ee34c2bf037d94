import { error, type RequestEvent } from '@sveltejs/kit';
import { asPublic } from '#lib/forms/attempt.server.ts';
import { editionAddress } from '#lib/summaries/addresses.ts';
import { getPublishedSummary } from '#lib/summaries/queries.server.ts';

/** The edition that an address names, the current one where it names none, and where that edition stays. */
export async function readEdition(event: RequestEvent<{ slug: string }>) {
	const { locale } = event.locals;
	const { origin, searchParams } = event.url;
	const asked = searchParams.get('edition');
	if (asked !== null && !/^[1-9]\d{0,3}$/.test(asked)) error(404, 'not_found');
	const summary = await asPublic(event, (db) =>
		getPublishedSummary(db, event.params.slug, asked === null ? undefined : Number(asked))
	);
	return { summary, origin, locale, address: editionAddress(summary, origin, locale) };
}

/** The headers of a file of an edition: what it is, what it is called, and the page it belongs to. */
export const fileHeaders = (
	type: string,
	name: string,
	{ address, locale }: { address: string; locale: string }
) => ({
	'content-type': type,
	'content-disposition': name,
	'content-language': locale,
	'content-security-policy': "default-src 'none'",
	link: `<${address}>; rel="canonical"`
});
