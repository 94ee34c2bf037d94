import { toCsl } from '#lib/exchange/summary/citations.ts';
import { fileHeaders, readEdition } from '../edition.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const read = await readEdition(event);
	const name = `attachment; filename="${read.summary.slug}-${read.summary.edition}.json"`;
	return new Response(JSON.stringify(toCsl({ ...read.summary, ...read }), null, '\t'), {
		headers: fileHeaders('application/vnd.citationstyles.csl+json; charset=utf-8', name, read)
	});
};
