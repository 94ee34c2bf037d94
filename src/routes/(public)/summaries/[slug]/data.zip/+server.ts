import { error } from '@sveltejs/kit';
import { fileUnlessHad } from '#lib/exchange/conditional.ts';
import { findPackage, keptBody } from '#lib/exchange/package/edition.server.ts';
import { asPublic } from '#lib/forms/attempt.server.ts';
import { fileHeaders, readEdition } from '../edition.server.ts';
import { tooManyFiles } from '#lib/exchange/reading-limits.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const read = await readEdition(event);
	const tooMany = await tooManyFiles(event);
	if (tooMany) return tooMany;
	const { slug, edition } = read.summary;
	const kept = await asPublic(event, (db) => findPackage(db, { slug, edition }));
	if (!kept) error(404, 'not_found');
	const name = `attachment; filename="concord-${slug}-${edition}.zip"`;
	const headers = {
		...fileHeaders('application/zip', name, read),
		'content-language': 'en, fr',
		'content-length': String(kept.size),
		'access-control-allow-origin': '*'
	};
	return fileUnlessHad(event.request, `"${kept.sha256}"`, headers, () => keptBody(kept));
};
