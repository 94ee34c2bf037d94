import { toBibtex } from '#lib/exchange/summary/citations.ts';
import { fileHeaders, readEdition } from '../edition.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const read = await readEdition(event);
	const name = `attachment; filename="${read.summary.slug}-${read.summary.edition}.bib"`;
	return new Response(toBibtex({ ...read.summary, ...read }), {
		headers: fileHeaders('application/x-bibtex; charset=utf-8', name, read)
	});
};
