import { redirect } from '@sveltejs/kit';
import { pageFilter, readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { href } from '#lib/i18n/links.ts';
import { countryRecord } from './record.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const code = event.params.code.toUpperCase();
	if (code !== event.params.code) redirect(308, href(`/countries/${code}`));
	const { page } = readFilters(pageFilter, event.url.searchParams);
	return asActor(event, async (db, actor) => ({
		...(await countryRecord(db, actor, code)),
		/** Of its timeline. */
		asked: page
	}));
};
