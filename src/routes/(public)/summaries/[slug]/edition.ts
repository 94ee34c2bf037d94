import { error } from '@sveltejs/kit';

/** The edition that an address names; the current one where it names none. */
export function editionIn({ searchParams }: URL): number | undefined {
	const edition = searchParams.get('edition');
	if (edition === null) return undefined;
	if (!/^[1-9]\d{0,3}$/.test(edition)) error(404, 'not_found');
	return Number(edition);
}
