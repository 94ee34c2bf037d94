import { error } from '@sveltejs/kit';
import { drawPicture } from '#lib/charts/picture/picture.ts';
import { pictureParts } from '#lib/comparison/views/parts.ts';
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
	const picture = drawPicture(pictureParts(figure, locale), {
		title: figure.title[locale],
		summary: figure.summary[locale],
		footer,
		locale
	});
	return new Response(picture, {
		headers: {
			'content-type': 'image/svg+xml; charset=utf-8',
			'content-security-policy': "default-src 'none'",
			'cross-origin-resource-policy': 'cross-origin',
			'access-control-allow-origin': '*'
		}
	});
};
