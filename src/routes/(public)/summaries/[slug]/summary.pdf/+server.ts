import { fileUnlessHad } from '#lib/exchange/conditional.ts';
import { summaryPdf } from '#lib/exchange/pdf/summary.server.ts';
import { fileHeaders, readEdition } from '../edition.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const read = await readEdition(event);
	const { summary, origin, locale } = read;
	const name = `inline; filename="${summary.slug}-${summary.edition}-${locale}.pdf"`;
	const { tag, make } = summaryPdf(summary, origin, locale);
	return fileUnlessHad(event.request, tag, fileHeaders('application/pdf', name, read), make);
};
