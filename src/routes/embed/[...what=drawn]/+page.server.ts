import { error } from '@sveltejs/kit';
import { addressesOf } from '#lib/comparison/views/taken.ts';
import { readView } from '#lib/comparison/views/views.server.ts';
import { asPublic } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locale } = event.locals;
	const { what } = event.params;
	const view = await asPublic(event, (db) => readView(db, what, event.url.searchParams, locale));
	if (!view) error(404, 'not_found');
	event.setHeaders({ 'cross-origin-resource-policy': 'cross-origin' });
	return {
		figure: view.figure,
		addresses: addressesOf({ what, filters: view.filters, origin: event.url.origin, locale })
	};
};
