import { error } from '@sveltejs/kit';
import { templateContents, templateQuery } from '#lib/exchange/import/template.server.ts';
import { XLSX } from '#lib/exchange/spreadsheet/records.server.ts';
import { writeCsv, writeWorkbook } from '#lib/exchange/spreadsheet/write.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { RequestHandler } from './$types';

const TYPES = {
	csv: 'text/csv; charset=utf-8; header=present',
	xlsx: XLSX
};

export const GET: RequestHandler = async (event) => {
	const asked = templateQuery.safeParse(Object.fromEntries(event.url.searchParams));
	if (!asked.success) error(400, 'bad_request');
	const { format, language: locale } = asked.data;
	const contents = await asActor(event, (db, actor) => templateContents(db, actor, asked.data));
	const given = { ...contents, locale };
	const body = format === 'csv' ? writeCsv(given) : await writeWorkbook(given);
	const name = locale === 'fr' ? 'engagements' : 'commitments';
	return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
		headers: {
			'content-type': TYPES[format],
			'content-disposition': `attachment; filename="${name}.${format}"`
		}
	});
};
