import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideRewording, proposeRewording } from '#lib/commitments/commands/reword.server.ts';
import { commitmentTasks } from '#lib/commitments/queries/mine.server.ts';
import { handOver } from '#lib/commitments/queries/handover.server.ts';
import { recordedOf } from '#lib/commitments/queries/recorded.server.ts';
import {
	getCommitment,
	reviewQueueRewordings,
	wordingsOf
} from '#lib/commitments/queries.server.ts';
import { replay } from '#lib/commitments/replay.ts';
import { changedFields, wordingOf } from '#lib/commitments/wording.ts';
import { eq } from 'drizzle-orm';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { CONTENT, published, refuses, run, setTheStage, versionOf } from './commitment-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
}, 60_000);
afterAll(closeDatabase);

const WHY = { reasonEn: 'The ministry was renamed.', reasonFr: null };
const propose = async (reference: string, over: Partial<typeof CONTENT>, version?: number) => {
	const read = version ?? (await versionOf(reference));
	await run('contributor', (db, actor) =>
		proposeRewording(db, actor, reference, { ...CONTENT, ...WHY, ...over, version: read })
	);
};
const wordings = (name: string, reference: string) =>
	run(name, async (db, actor) => (await wordingsOf(db, actor, reference)).versions);
const decide = async (reference: string, decision: 'accept' | 'return') => {
	const last = (await wordings('editor', reference)).at(-1);
	await run('editor', (db, actor) =>
		decideRewording(db, actor, last?.id ?? '', {
			decision,
			comment: decision === 'return' ? 'Say which.' : null,
			seen: last?.createdAt ?? new Date()
		})
	);
};

const mine = () => run('contributor', (db, actor) => commitmentTasks(db, actor));
const openToHandOver = async () =>
	(await run('contributor', (db, actor) => handOver(db, actor))).open.rewordings;

describe('a new wording', () => {
	it('is in force once accepted; the public reads both, and never one that waits', async () => {
		const reference = await published();
		await propose(reference, { leadAgency: 'Ministry of Safety' });
		expect(await run('editor', reviewQueueRewordings)).toMatchObject([{ reference }]);
		for (const name of ['public', 'stranger'])
			expect(await wordings(name, reference)).toHaveLength(1);
		await refuses(propose(reference, { leadAgency: 'Another' }), 'stale');
		expect(await mine()).toMatchObject({
			waitingRewordings: [{ reference }],
			returnedRewordings: []
		});
		await decide(reference, 'return');
		expect(await mine()).toMatchObject({
			waitingRewordings: [],
			returnedRewordings: [{ reference, returnComment: 'Say which.' }]
		});
		expect(await openToHandOver()).toMatchObject([{ reference, state: 'returned' }]);
		expect((await wordings('viewer', reference)).at(-1)?.returnComment).toBe('Say which.');
		expect(await wordings('public', reference)).toHaveLength(1);
		await propose(reference, { leadAgency: 'Ministry of Public Safety', dueOn: '2099' });
		const before = await versionOf(reference);
		await decide(reference, 'accept');
		const seen = await run('public', (db, actor) => getCommitment(db, actor, reference));
		expect(seen).toMatchObject({ leadAgency: 'Ministry of Public Safety', dueOn: CONTENT.dueOn });
		await refuses(propose(reference, { leadAgency: 'Late' }, before), 'stale');
		const [first, second] = await wordings('public', reference);
		expect(changedFields(first?.content ?? {}, second?.content ?? {})).toEqual(['leadAgency']);
		expect(second).toMatchObject({ number: 2, reason: { en: WHY.reasonEn }, by: null });

		const row = await asSystem(async (db) =>
			only(await db.select().from(t.commitments).where(eq(t.commitments.reference, reference)))
		);
		const { wording } = replay(await asSystem((db) => recordedOf(db, row.id)));
		expect(wording).toEqual(wordingOf(row));
	});

	it('is refused when nothing differs, and when it would begin after its end', async () => {
		const reference = await published();
		await refuses(propose(reference, {}), 'incomplete');
		await refuses(propose(reference, { startsOn: '2028' }), 'date_order');
	});
});
