import { error } from '@sveltejs/kit';
import { chartPicture } from '#lib/charts/picture/picture.ts';
import { addressesOf, creditOf } from '#lib/comparison/views/taken.ts';
import { readView } from '#lib/comparison/views/views.server.ts';
import { asPublic } from '#lib/forms/attempt.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { locale } = event.locals;
	const { what } = event.params;
	const view = await asPublic(event, (db) => readView(db, what, event.url.searchParams, locale));
	if (!view) error(404, 'not_found');
	const { figure, filters } = view;
	const { card } = addressesOf({ what, filters, origin: event.url.origin, locale });
	const footer = creditOf(figure, card, locale);
	return new Response(chartPicture(figure.chart, { title: figure.title[locale], footer, locale }), {
		headers: {
			'content-type': 'image/svg+xml; charset=utf-8',
			'content-security-policy': "default-src 'none'",
			'cross-origin-resource-policy': 'cross-origin',
			'access-control-allow-origin': '*'
		}
	});
};
