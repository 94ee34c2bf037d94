import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { writeXlsx, type WriteOptions, type WriteSheet } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../import/check.ts';
import { MOST_BYTES, MOST_ROWS } from '../import/vocabulary.ts';
import { columns } from './columns.ts';
import { readSpreadsheet } from './read.server.ts';

const HEADER = columns().map(({ label }) => label.en);
const ROW = ['', 'A title', '', 'Programme'];

const workbook = async (sheet: Partial<WriteSheet> = {}, more: Partial<WriteOptions> = {}) =>
	Buffer.from(
		await writeXlsx({ sheets: [{ name: 'Commitments', rows: [HEADER, ROW], ...sheet }], ...more })
	);
const csv = (...lines: (readonly string[])[]) =>
	Buffer.from(lines.map((line) => line.join(',')).join('\r\n'));
const read = async (file: Buffer) => rowsOf(await readSpreadsheet(file), columns());
const refused = (file: Buffer) =>
	read(file).then(
		() => 'read',
		({ message, place }: Error & { place?: { found: string } }) =>
			[message, place?.found].filter(Boolean).join(': ')
	);

/** An archive as small as it can be: each part packed, and what it claims to unpack to. */
function archive(parts: Record<string, Buffer>): Buffer {
	const locals: Buffer[] = [];
	const entries: Buffer[] = [];
	let at = 0;
	for (const [name, content] of Object.entries(parts)) {
		const packed = deflateRawSync(content);
		const local = Buffer.alloc(30);
		local.writeUInt32LE(0x04034b50);
		local.writeUInt16LE(8, 8);
		local.writeUInt32LE(packed.length, 18);
		local.writeUInt16LE(name.length, 26);
		const entry = Buffer.alloc(46);
		entry.writeUInt32LE(0x02014b50);
		entry.writeUInt16LE(8, 10);
		entry.writeUInt32LE(packed.length, 20);
		entry.writeUInt32LE(10, 24);
		entry.writeUInt16LE(name.length, 28);
		entry.writeUInt32LE(at, 42);
		locals.push(local, Buffer.from(name), packed);
		entries.push(entry, Buffer.from(name));
		at += 30 + name.length + packed.length;
	}
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50);
	end.writeUInt16LE(Object.keys(parts).length, 8);
	end.writeUInt16LE(Object.keys(parts).length, 10);
	end.writeUInt32LE(at, 16);
	return Buffer.concat([...locals, ...entries, end]);
}

describe('a workbook', () => {
	it('is read row by row, empty ones left out, a day as a day and a number as it stands', async () => {
		const day = new Date('2027-03-31T00:00:00Z');
		const rows = await read(
			await workbook({ rows: [HEADER, ROW, [], ['', 'B', 2027, true, day]] })
		);
		expect(rows.map(({ line }) => line)).toEqual([2, 4]);
		expect(rows[1]?.cells.slice(1, 5)).toEqual([
			{ text: 'B', is: 'text' },
			{ text: '2027', is: 'text' },
			{ text: 'true', is: 'text' },
			{ text: '2027-03-31', is: 'day' }
		]);
	});

	it('shows its formulas as such', async () => {
		const cells = new Map([['1,1', { value: 2, formula: '1+1', formulaResult: 2 }]]);
		const [row] = await read(await workbook({ cells }));
		expect(row?.cells[1]).toEqual({ text: '=1+1', is: 'formula' });
	});

	it('is refused with a merged header, other columns, or nothing in it', async () => {
		const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: 1 }];
		expect(await refused(await workbook({ merges }))).toBe('merged A1:B1');
		expect(await refused(await workbook({ rows: [['Id', ...HEADER.slice(1)], ROW] }))).toBe(
			'wrong_column A1: Id'
		);
		expect(await refused(await workbook({ rows: [HEADER.slice(0, -1), ROW] }))).toBe(
			'wrong_column X1'
		);
		expect(await refused(await workbook({ rows: [[...HEADER, 'Notes'], ROW] }))).toBe(
			'wrong_column Y1: Notes'
		);
		expect(await refused(await workbook({ rows: [HEADER] }))).toBe('empty A2');
		const stray = [...HEADER.map(() => ''), 'stray'];
		expect(await refused(await workbook({ rows: [HEADER, stray] }))).toBe(
			'beyond_columns Y2: stray'
		);
	});

	it('is refused with more rows than are taken', async () => {
		const rows = Array.from({ length: MOST_ROWS + 1 }, () => ROW);
		expect(await refused(await workbook({ rows: [HEADER, ...rows] }))).toBe(
			`too_many_rows ${MOST_ROWS}`
		);
	});

	it('is refused when it is locked, of before 2007, binary, or holds macros', async () => {
		const locked = await workbook({}, { encryption: { password: 'secret', spinCount: 1000 } });
		expect(await refused(locked)).toBe('locked_or_old');
		const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), randomBytes(2000)]);
		expect(await refused(old)).toBe('locked_or_old');
		expect(await refused(await workbook({}, { vbaProject: randomBytes(500) }))).toBe('macros');
		expect(await refused(archive({ 'xl/workbook.bin': randomBytes(9) }))).toBe('old_format');
	});

	it('is refused when it unpacks to too much, whatever it claims', async () => {
		const bomb = archive({
			'xl/workbook.xml': Buffer.from('<workbook/>'),
			'xl/worksheets/sheet1.xml': Buffer.alloc(100_000_000)
		});
		expect(bomb.length).toBeLessThan(MOST_BYTES);
		expect(await refused(bomb)).toBe('expands');
	});

	it('is refused when it is damaged, another archive, or no spreadsheet at all', async () => {
		const whole = await workbook();
		expect(await refused(whole.subarray(0, whole.length / 2))).toBe('unreadable');
		expect(await refused(archive({ 'a.txt': Buffer.from('a') }))).toBe('not_a_spreadsheet');
		expect(await refused(archive({ 'xl/workbook.xml': Buffer.from('<!DOCTYPE') }))).toBe(
			'unreadable'
		);
		const image = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
		expect(await refused(image)).toBe('not_a_spreadsheet');
		expect(await refused(Buffer.alloc(0))).toBe('no_file');
		expect(await refused(Buffer.alloc(MOST_BYTES + 1))).toBe('too_large');
	});
});

describe('a CSV file', () => {
	const quoted = HEADER.map((name) => `"${name}"`);

	it('is read in UTF-8 with and without its mark, and in UTF-16 of either order', async () => {
		const text = csv(quoted, ['', 'Été']).toString();
		const little = Buffer.from(`\ufeff${text}`, 'utf16le');
		const files = [
			Buffer.from(text),
			Buffer.from(`\ufeff${text}`),
			little,
			Buffer.from(little).swap16()
		];
		for (const file of files)
			expect((await read(file))[0]?.cells[1]).toEqual({ text: 'Été', is: 'text' });
	});

	it('is read with semicolons and tabs too', async () => {
		for (const mark of [';', '\t']) {
			const file = Buffer.from([quoted.join(mark), `${mark}A, b`].join('\n'));
			expect((await read(file))[0]?.cells[1]?.text).toBe('A, b');
		}
	});

	it('is refused in another or in mixed encodings, naming the line', async () => {
		const latin = Buffer.from(csv(quoted, ['', 'Été']).toString(), 'latin1');
		expect(await refused(latin)).toBe('encoding 2');
		const mixed = Buffer.concat([
			csv(quoted, ['', 'Été'], ['']),
			Buffer.from('\n,Caf\xe9', 'latin1')
		]);
		expect(await refused(mixed)).toBe('encoding 4');
	});

	it('is refused with quotation marks that do not match', async () => {
		expect(await refused(csv(quoted, ['', '"open']))).toMatch(/^quotes \d/);
	});
});

/** The file that every scanner for viruses finds and that does nothing, in two halves, so that none finds it here. */
const HARMLESS = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(
	''
);
const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64'
);

describe('[TRUST 35] a file that is something else than it says', () => {
	it.each<[string, () => Buffer | Promise<Buffer>]>([
		['a test file for scanners of viruses', () => Buffer.from(HARMLESS)],
		['a picture', () => PNG],
		['a drawing', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
		['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
		['a document', () => Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj')],
		['a program', () => Buffer.concat([Buffer.from('MZ'), randomBytes(200)])],
		['an archive of pictures', () => archive({ 'a.png': PNG, 'b.jpg': PNG })],
		['a picture with a workbook behind it', async () => Buffer.concat([PNG, await workbook()])],
		[
			'a page with a workbook behind it',
			async () => Buffer.concat([Buffer.from('<html><script>alert(1)</script>'), await workbook()])
		]
	])('is refused: %s', async (_, file) => {
		expect(await refused(await file())).not.toBe('read');
	});
});
