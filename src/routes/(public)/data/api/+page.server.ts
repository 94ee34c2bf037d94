import { publicDocument } from '#lib/exchange/openapi/public-document.server.ts';
import { readableGroups } from '#lib/exchange/openapi/readable.ts';
import { asPublic } from '#lib/forms/attempt.server.ts';
import { exampleMessage } from '#lib/webhooks/message.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const document = await publicDocument(event.url.origin);
	return {
		groups: readableGroups(document),
		base: document.servers[0]?.url ?? '',
		message: await asPublic(event, exampleMessage)
	};
};
