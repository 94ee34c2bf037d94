import { error } from '@sveltejs/kit';
import { figureCsv } from '#lib/exchange/summary/figure-file.ts';
import { fileHeaders, readEdition } from '../../edition.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const read = await readEdition(event);
	const { slug, edition, passages } = read.summary;
	const position = Number(event.params.position);
	const part = passages[read.locale].parts.find(
		(one) => one.kind === 'figure' && one.figure.position === position
	);
	if (part?.kind !== 'figure') error(404, 'not_found');
	const name = `attachment; filename="${slug}-${edition}-figure-${position}.csv"`;
	return new Response(figureCsv(part.figure.answer), {
		headers: fileHeaders('text/csv; charset=utf-8; header=present', name, read)
	});
};
