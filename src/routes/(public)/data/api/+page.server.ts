import { publicDocument } from '#lib/exchange/openapi/public-document.server.ts';
import { readableGroups } from '#lib/exchange/openapi/readable.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const document = await publicDocument(url.origin);
	return { groups: readableGroups(document), base: document.servers[0]?.url ?? '' };
};
