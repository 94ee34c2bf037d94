import { desc } from 'drizzle-orm';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PUBLIC } from '#lib/access/actor.ts';
import { today } from '#lib/comparison/as-of.ts';
import { withActor, withSnapshot } from '#lib/server/db/index.ts';
import { auditEvents } from '#lib/server/db/schema/index.ts';
import { keeping } from '../kept.ts';
import { streamOf } from './stream.ts';
import { writePackage } from './write.server.ts';

/** A package as a file beside the database, which readers may take as slowly as they like. */
interface Spooled {
	path: string;
	day: string;
	size: number;
	sha256: string;
}

const keep = keeping<Spooled>(1);
/** The newest file and the one before, which somebody may be about to open. */
const files: string[] = [];
let folder: string | undefined;

/**
 * Everything public as it stands now. It is written to a file at the database's pace, in one transaction, and given
 * from there, so that no slow reader holds a connection; and written anew only after something was recorded
 * or on another day.
 */
export async function currentPackage(): Promise<Spooled> {
	const day = today();
	const last = await withActor({ kind: 'system', task: 'package' }, (db) =>
		db.select({ hash: auditEvents.hash }).from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1)
	);
	// Not its number: a database that was restored may have another history up to the same one.
	return keep(`${day} ${last[0]?.hash ?? ''}`, () => spool(day));
}

export const packageBody = ({ path }: Spooled) =>
	streamOf(async function* () {
		const file = await open(path);
		try {
			for await (const part of file.createReadStream({ autoClose: false }))
				yield part as Uint8Array;
		} finally {
			await file.close();
		}
	});

async function spool(day: string): Promise<Spooled> {
	const path = join(ownFolder(), `${crypto.randomUUID()}.zip`);
	const hash = createHash('sha256');
	let size = 0;
	const file = await open(path, 'wx', 0o600);
	try {
		await withSnapshot(PUBLIC, async (db) => {
			for await (const part of writePackage(db, { day })) {
				hash.update(part);
				size += part.length;
				await file.write(part);
			}
		});
	} finally {
		await file.close();
	}
	files.push(path);
	for (const old of files.splice(0, files.length - 2)) await rm(old, { force: true });
	return { path, day, size, sha256: hash.digest('hex') };
}

/** A folder of this process, taken away when it ends. */
function ownFolder(): string {
	if (folder) return folder;
	const made = mkdtempSync(join(tmpdir(), 'concord-package-'));
	process.once('exit', () => rmSync(made, { recursive: true, force: true }));
	return (folder = made);
}
