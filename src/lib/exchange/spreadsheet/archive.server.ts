import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { MOST_UNPACKED } from '../import/vocabulary.ts';
import { FileRefusal } from './grid.ts';

const inflate = promisify(inflateRaw);

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MOST_ENTRIES = 500;

interface Entry {
	name: string;
	method: number;
	packed: number;
	at: number;
}

/**
 * Makes sure that a workbook is an archive that unpacks to no more than is taken, before anything reads
 * it: each part is unpacked once, up to what is left, whatever size it claims to have.
 */
export async function requireSafeArchive(file: Buffer): Promise<void> {
	const entries = directoryOf(file);
	if (!entries.some(({ name }) => name === 'xl/workbook.xml'))
		throw new FileRefusal(
			entries.some(({ name }) => name === 'xl/workbook.bin') ? 'old_format' : 'not_a_spreadsheet'
		);
	if (entries.some(({ name }) => /vbaProject|macrosheets/i.test(name)))
		throw new FileRefusal('macros');
	let left = MOST_UNPACKED;
	for (const entry of entries) left -= await unpackedSize(file, entry, left);
}

function directoryOf(file: Buffer): Entry[] {
	const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== END)
		throw new FileRefusal('unreadable');
	const count = file.readUInt16LE(end + 10);
	if (count > MOST_ENTRIES) throw new FileRefusal('expands');
	const entries: Entry[] = [];
	let at = file.readUInt32LE(end + 16);
	for (let index = 0; index < count; index += 1) {
		if (at + 46 > file.length || file.readUInt32LE(at) !== ENTRY)
			throw new FileRefusal('unreadable');
		const nameLength = file.readUInt16LE(at + 28);
		entries.push({
			name: file.toString('utf8', at + 46, at + 46 + nameLength),
			method: file.readUInt16LE(at + 10),
			packed: file.readUInt32LE(at + 20),
			at: file.readUInt32LE(at + 42)
		});
		at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
	}
	return entries;
}

async function unpackedSize(file: Buffer, entry: Entry, most: number): Promise<number> {
	const { at, packed, method } = entry;
	if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL) throw new FileRefusal('unreadable');
	const from = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
	if (from + packed > file.length) throw new FileRefusal('unreadable');
	if (method === 0 && packed <= most) return packed;
	if (method !== 8) throw new FileRefusal(method === 0 ? 'expands' : 'unreadable');
	if (packed === 0) return 0;
	if (most <= 0) throw new FileRefusal('expands');
	try {
		const unpacked = await inflate(file.subarray(from, from + packed), { maxOutputLength: most });
		return unpacked.length;
	} catch (thrown) {
		const tooLong =
			thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_BUFFER_TOO_LARGE';
		throw new FileRefusal(tooLong ? 'expands' : 'unreadable');
	}
}
