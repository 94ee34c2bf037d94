import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import { faultsAgainst, readFrameworkFile, type FileFault } from '../file-faults.ts';
import type { FrameworkFile } from '../file-schema.ts';
import { previewOf, type VersionPreview } from '../preview.ts';
import { newestFile } from '../queries/file.server.ts';
import type { FrameworkLoad } from '../schema.ts';
import { putNew, writeFramework } from './write.server.ts';

export type FilePreview =
	| { ok: false; faults: FileFault[] }
	| {
			ok: true;
			file: FrameworkFile;
			/** The version it takes the place of; null where it is the first. */
			before: string | null;
			/** Whether its scale has other words than the earlier one's. */
			rescaled: boolean;
			preview: VersionPreview;
	  };

/** What loading the text of a file would bring, or what is wrong with it; writes nothing. For administrators. */
export async function previewFramework(db: Db, actor: Actor, text: string): Promise<FilePreview> {
	requireCan(actor, 'framework.manage');
	const read = readFrameworkFile(text);
	if (!read.ok) return read;
	const { file } = read;
	const newest = await newestFile(db, file.key);
	const faults = faultsAgainst(file, newest);
	if (faults.length) return { ok: false, faults };
	return {
		ok: true,
		file,
		before: newest?.version ?? null,
		rescaled: !!newest && JSON.stringify(newest.scale) !== JSON.stringify(file.scale),
		preview: previewOf(file, newest)
	};
}

/**
 * Loads a framework or the next version of one, once, and returns its page. A loaded version stays as it
 * is. Refuses with `stale` where the file no longer fits what is there, such as when somebody else
 * has loaded a version since it was looked at.
 */
export async function loadFramework(
	db: Db,
	actor: Actor,
	{ text, token }: FrameworkLoad
): Promise<string> {
	const person = requireCan(actor, 'framework.manage');
	return once(db, person, token, async () => {
		// One at a time, so that each sees what the one before has loaded.
		await db.execute(sql`select pg_advisory_xact_lock(hashtext('framework.loaded'))`);
		const seen = await previewFramework(db, actor, text);
		if (!seen.ok) throw new Refusal('stale');
		const { file } = seen;
		const id = await writeFramework(db, file, putNew);
		await record(
			db,
			actor,
			'framework.loaded',
			{ type: 'framework', id },
			{
				key: file.key,
				version: file.version,
				requirements: file.requirements.length,
				mappings: file.mappings.length,
				sha256: createHash('sha256').update(text).digest('hex')
			}
		);
		return `/secretariat/frameworks/${id}`;
	});
}
