import { and, eq } from 'drizzle-orm';
import type { Person } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { writeCommitments } from '#lib/commitments/commands/bulk.server.ts';
import { commitmentOptions } from '#lib/commitments/queries.server.ts';
import { commitmentContents, personalAddresses } from '#lib/commitments/queries/contents.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import { imports } from '#lib/server/db/schema/index.ts';
import { log } from '#lib/server/log.ts';
import { loggable } from '#lib/server/loggable.ts';
import { columns, offersOf } from '../spreadsheet/columns.ts';
import { checkRow, contentOf, type Against, type CheckedRow, type ReadRow } from './check.ts';
import { ownImport } from './commands.server.ts';

/** How many rows are compared before others get a turn, and after how many it is said how far it is. */
const TURN = 50;
const STEP = 1000;

/** Lets the server answer whoever waits. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Starts work on an import and returns at once. Should this process end midway, nothing has been
 * written, and the person can start it again.
 */
export function inBackground(work: (person: Person, id: string) => Promise<void>) {
	return (person: Person, id: string): void => {
		work(person, id).catch((error: unknown) => {
			log().error({ import: id, error: loggable(error) }, 'an import stopped');
		});
	};
}

/** Compares every row of an import with what is stored. Writes nothing but the result. */
export async function checkImport(person: Person, id: string): Promise<void> {
	const { rows, against } = await withActor(person, async (db) => {
		const { row } = await ownImport(db, person, id);
		const read = row.rows as ReadRow[];
		return { rows: read, against: await comparedWith(db, person, row.organisationId, read) };
	});
	const checked: CheckedRow[] = [];
	for (const row of rows) {
		checked.push(checkRow({ line: row.line, cells: row.cells }, against));
		if (checked.length % TURN === 0) await turn();
		if (checked.length % STEP === 0) await say(person, id, { done: checked.length });
	}
	await say(person, id, { rows: checked, done: checked.length, state: 'checked' });
}

async function comparedWith(
	db: Parameters<typeof commitmentContents>[0],
	person: Person,
	organisationId: string,
	rows: readonly ReadRow[]
): Promise<Against> {
	const all = columns();
	const mailbox = all.findIndex(({ key }) => key === 'contactMailbox');
	const contents = await commitmentContents(db, person, organisationId);
	return {
		columns: all,
		offers: offersOf(await commitmentOptions(db, person)),
		stored: new Map(contents.map((stored) => [stored.reference.toUpperCase(), stored])),
		people: await personalAddresses(
			db,
			rows.flatMap(({ cells }) => cells[mailbox]?.text.trim().normalize('NFKC').toLowerCase() || [])
		),
		seen: new Map()
	};
}

/** Tells how far an import is, as long as nobody has begun something else with it. */
async function say(
	person: Person,
	id: string,
	set: Partial<typeof imports.$inferInsert>
): Promise<void> {
	await withActor(person, (db) =>
		db
			.update(imports)
			.set(set)
			.where(and(eq(imports.id, id), eq(imports.state, 'checking')))
	);
}

/** Writes every new and changed row of an import that has been confirmed, or none of them. */
export async function applyImport(person: Person, id: string): Promise<void> {
	try {
		await withActor(person, async (db) => {
			const { row } = await ownImport(db, person, id);
			if (row.state !== 'applying') return;
			const rows = row.rows as CheckedRow[];
			const { organisationId } = row;
			const known = {
				columns: columns(),
				offers: offersOf(await commitmentOptions(db, person))
			};
			const added = rows.filter(({ verdict }) => verdict === 'new');
			const changed = rows.filter(({ verdict }) => verdict === 'changed');
			const references = await writeCommitments(db, person, {
				organisationId,
				importId: id,
				added: await contentsOf(added, known),
				changed: (await contentsOf(changed, known)).map((content, at) => ({
					reference: changed[at]?.reference ?? '',
					version: changed[at]?.version ?? 0,
					content
				}))
			});
			added.forEach((one, at) => (one.reference = references[at] ?? ''));
			await db
				.update(imports)
				.set({ state: 'done', rows, done: rows.length, finishedAt: currentTime() })
				.where(eq(imports.id, id));
			await record(
				db,
				person,
				'commitment.imported',
				{ type: 'organisation', id: organisationId, organisationId },
				{ import: id, added: added.length, changed: changed.length }
			);
		});
	} catch (thrown) {
		const reason = thrown instanceof Refusal ? thrown.reason : 'unexpected';
		await withActor(person, (db) =>
			db
				.update(imports)
				.set({ state: 'failed', failure: reason })
				.where(and(eq(imports.id, id), eq(imports.state, 'applying')))
		);
		if (!(thrown instanceof Refusal)) throw thrown;
	}
}

async function contentsOf(rows: readonly CheckedRow[], known: Pick<Against, 'columns' | 'offers'>) {
	const contents = [];
	for (const [at, row] of rows.entries()) {
		contents.push(contentOf(row, known));
		if (at % TURN === 0) await turn();
	}
	return contents;
}
