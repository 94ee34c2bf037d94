import { error } from '@sveltejs/kit';
import { fileOf } from '#lib/comparison/addresses.ts';
import { addressesOf, citationOf, fileFilters } from '#lib/comparison/views/taken.ts';
import { readView } from '#lib/comparison/views/views.server.ts';
import { asPublic } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locale } = event.locals;
	const { what } = event.params;
	const view = await asPublic(event, (db) => readView(db, what, event.url.searchParams, locale));
	if (!view) error(404, 'not_found');
	const addresses = addressesOf({
		what,
		filters: view.filters,
		origin: event.url.origin,
		locale
	});
	return {
		...view,
		what,
		addresses,
		api: event.url.origin + fileOf(what, 'json', fileFilters(view.filters)),
		citation: citationOf(view.figure, addresses.card, locale)
	};
};
