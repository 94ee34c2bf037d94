import { error } from '@sveltejs/kit';
import { tablesOf } from '#lib/comparison/views/tables.ts';
import { figureCsv } from '#lib/exchange/summary/figure-file.ts';
import { fileHeaders, readEdition } from '../../edition.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const read = await readEdition(event);
	const { slug, edition, figures } = read.summary;
	const position = Number(event.params.position);
	const figure = figures.find((one) => one.position === position);
	if (!figure) error(404, 'not_found');
	const name = `attachment; filename="${slug}-${edition}-figure-${position}.csv"`;
	return new Response(figureCsv(tablesOf(figure.views)), {
		headers: fileHeaders('text/csv; charset=utf-8; header=present', name, read)
	});
};
