import { error } from '@sveltejs/kit';
import { fileUnlessHad } from '#lib/exchange/conditional.ts';
import { sharingPicture } from '#lib/exchange/summary/sharing-picture.server.ts';
import { fileHeaders, readEdition } from '../../edition.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const read = await readEdition(event);
	const picture = sharingPicture(read.summary, Number(event.params.position), read);
	if (!picture) error(404, 'not_found');
	const headers = {
		...fileHeaders('image/png', 'inline', read),
		// It is made to be shown by other sites.
		'cross-origin-resource-policy': 'cross-origin'
	};
	return fileUnlessHad(event.request, picture.tag, headers, picture.make);
};
