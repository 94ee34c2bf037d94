// `npm run audit:verify [-- --heads file]`: whether the log of what happened is as it was recorded. Exit 1 when it is not, 2 when nobody could look.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readHeads, writeHead, type Break } from '#lib/audit/chain.ts';
import { verifyChain } from '#lib/audit/verify.server.ts';
import { closeDatabase, takeTime, withActor } from '#lib/server/db/index.ts';
import { settleEnvironment } from '../src/server/environment.ts';

const WORDS: Record<Break['what'], string> = {
	altered: 'is not what was recorded',
	missing_before: 'does not follow the number before it: entries are missing, or out of order',
	not_chained: 'does not hold the hash of the entry before it'
};
const SHOWN = 20;

try {
	const { values } = parseArgs({ options: { heads: { type: 'string' } } });
	settleEnvironment();
	takeTime();
	process.exitCode = (await verify(values.heads)) ? 0 : 1;
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
} finally {
	await closeDatabase();
}

/** Holds the log against its own chain and the heads in the file; where all is well, adds the present head to it. */
async function verify(file: string | undefined): Promise<boolean> {
	const earlier = file && existsSync(file) ? readHeads(readFileSync(file, 'utf8')) : [];
	const { breaks, lost, head } = await withActor({ kind: 'system', task: 'audit' }, (db) =>
		verifyChain(db, earlier)
	);
	for (const { seq, what } of breaks.slice(0, SHOWN))
		process.stdout.write(`Entry ${seq} ${WORDS[what]}.\n`);
	if (breaks.length > SHOWN) process.stdout.write(`And ${breaks.length - SHOWN} more.\n`);
	for (const { seq, hash } of lost)
		process.stdout.write(`Entry ${seq} with hash ${hash}, kept earlier, is no longer there.\n`);
	const well = breaks.length === 0 && lost.length === 0;
	process.stdout.write(
		well
			? `All ${head.seq} entries are as they were recorded. Head: ${head.seq} ${head.hash}\n`
			: 'The log is not as it was recorded.\n'
	);
	if (well && file) appendFileSync(file, writeHead(head, new Date()));
	return well;
}
