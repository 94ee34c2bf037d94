import { MOST_BYTES } from '../import/vocabulary.ts';
import { requireSafeArchive } from './archive.server.ts';
import { FileRefusal, type Grid } from './grid.ts';
import { readCsv } from './read-csv.server.ts';
import { readVisibleSheets, readWorkbook } from './read-workbook.server.ts';

/** Reads a file by what it is, not by how it is called. Throws `FileRefusal`. */
export async function readSpreadsheet(file: Buffer): Promise<Grid> {
	return (await isWorkbook(file)) ? readWorkbook(file) : readCsv(file);
}

/** Reads every sheet of a file that people see; text is one sheet. Throws `FileRefusal`. */
export async function readAllSheets(file: Buffer, mostLines: number): Promise<Grid[]> {
	return (await isWorkbook(file)) ? readVisibleSheets(file, mostLines) : [readCsv(file)];
}

/** Whether a file is a workbook that is safe to read; otherwise it is text. Throws `FileRefusal`. */
async function isWorkbook(file: Buffer): Promise<boolean> {
	if (file.length === 0) throw new FileRefusal('no_file');
	if (file.length > MOST_BYTES) throw new FileRefusal('too_large');
	// An encrypted workbook lies in the same container as a workbook of before 2007.
	if (file.subarray(0, 4).toString('hex') === 'd0cf11e0') throw new FileRefusal('locked_or_old');
	if (file.subarray(0, 4).toString('latin1') === 'PK\x03\x04') {
		await requireSafeArchive(file);
		return true;
	}
	if (!isText(file)) throw new FileRefusal('not_a_spreadsheet');
	return false;
}

/** No text of UTF-8 holds a NUL; one of UTF-16 begins with its mark. */
const isText = (file: Buffer) =>
	!file.subarray(0, 4096).includes(0) ||
	['fffe', 'feff'].includes(file.subarray(0, 2).toString('hex'));
