import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { FileFormat } from '../import/vocabulary.ts';
import { XLSX } from '../spreadsheet/records.server.ts';
import type { SheetContents } from './contents.server.ts';
import { writeSheetCsv, writeSheetWorkbook } from './write.server.ts';

const TYPES: Record<FileFormat, string> = {
	csv: 'text/csv; charset=utf-8; header=present',
	xlsx: XLSX
};

/** A file to download, named after whose it is and which cycle's. */
export async function sheetResponse(
	contents: SheetContents,
	{ language, format }: { language: Locale; format: FileFormat }
): Promise<Response> {
	const body =
		format === 'csv'
			? writeSheetCsv(contents, language)
			: new Uint8Array(await writeSheetWorkbook(contents, language));
	const { organisation, cycle } = contents;
	return new Response(body, {
		headers: {
			'content-type': TYPES[format],
			'content-disposition': `attachment; filename="${organisation.slug}-${cycle.key}-${language}.${format}"`
		}
	});
}
