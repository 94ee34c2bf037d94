import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import {
	publishCommitment,
	returnCommitment,
	submitCommitment,
	withdrawCommitment
} from '#lib/commitments/commands/decide.server.ts';
import { acceptUpdate, returnUpdate } from '#lib/commitments/commands/decide-update.server.ts';
import { changeCommitment, createCommitment } from '#lib/commitments/commands/draft.server.ts';
import {
	addFunding,
	addMilestone,
	changeMilestone,
	addTarget,
	changeFunding,
	changeTarget,
	removeFunding,
	removeMilestone,
	removeTarget
} from '#lib/commitments/commands/parts.server.ts';
import {
	confirmUnchanged,
	postUpdate,
	reviseUpdate
} from '#lib/commitments/commands/report.server.ts';
import {
	getCommitment,
	listCommitments,
	myCommitments,
	reviewQueueCommitments,
	reviewQueueUpdates
} from '#lib/commitments/queries.server.ts';
import { commitmentFilters } from '#lib/commitments/schema.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { freshDatabase } from '../database.ts';
import {
	CONTENT,
	FUNDING,
	MILESTONE,
	TARGET,
	UPDATE,
	create,
	everything,
	post,
	refuses,
	run,
	sentAt,
	setTheStage,
	shared,
	submit,
	world
} from './commitment-stage.ts';

const FILTERS = commitmentFilters.parse({});

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
});
afterAll(closeDatabase);

describe('who may', () => {
	let draft: string;
	let submitted: string;
	let open: string;
	let posted: string;
	let returned: string;
	let milestone: string;
	let line: string;
	let target: string;

	beforeEach(async () => {
		draft = await create();
		await run('contributor', (db, actor) =>
			addMilestone(db, actor, draft, { ...MILESTONE, token: randomUUID() })
		);
		await run('contributor', (db, actor) =>
			addFunding(db, actor, draft, { ...FUNDING, token: randomUUID() })
		);
		await run('contributor', (db, actor) =>
			addTarget(db, actor, draft, { ...TARGET, token: randomUUID() })
		);
		const parts = await run('contributor', (db, actor) => getCommitment(db, actor, draft));
		milestone = parts.milestones[0]?.id ?? '';
		line = parts.funding[0]?.id ?? '';
		target = parts.targets[0]?.id ?? '';
		submitted = await create();
		await submit(submitted);
		open = await shared(world.partner);
		posted = await post(open);
		returned = await post(open);
		const seen = await sentAt(returned);
		await run('editor', (db, actor) => returnUpdate(db, actor, returned, { seen, comment: 'No.' }));
	});

	const owners = ['contributor', 'approver'];
	const reporters = [...owners, 'participant'];
	const secretariat = ['editor', 'publisher', 'administrator'];
	const COMMANDS: Record<
		string,
		{ open: string[]; work: (db: Db, actor: Actor) => Promise<unknown> }
	> = {
		'create a commitment': {
			open: owners,
			work: (db, actor) =>
				createCommitment(db, actor, { ...CONTENT, ownerId: world.owner.id, token: randomUUID() })
		},
		'change a commitment': {
			open: owners,
			work: (db, actor) => changeCommitment(db, actor, draft, { ...CONTENT, version: 4 })
		},
		'add a milestone': {
			open: owners,
			work: (db, actor) => addMilestone(db, actor, draft, { ...MILESTONE, token: randomUUID() })
		},
		'change a milestone': {
			open: owners,
			work: (db, actor) =>
				changeMilestone(db, actor, draft, { ...MILESTONE, id: milestone, version: 4 })
		},
		'remove a milestone': {
			open: owners,
			work: (db, actor) => removeMilestone(db, actor, draft, { id: milestone, version: 4 })
		},
		'add a funding line': {
			open: owners,
			work: (db, actor) => addFunding(db, actor, draft, { ...FUNDING, token: randomUUID() })
		},
		'change a funding line': {
			open: owners,
			work: (db, actor) => changeFunding(db, actor, draft, { ...FUNDING, id: line, version: 4 })
		},
		'add a target': {
			open: owners,
			work: (db, actor) => addTarget(db, actor, draft, { ...TARGET, token: randomUUID() })
		},
		'change a target': {
			open: owners,
			work: (db, actor) => changeTarget(db, actor, draft, { ...TARGET, id: target, version: 4 })
		},
		'remove a target': {
			open: owners,
			work: (db, actor) => removeTarget(db, actor, draft, { id: target, version: 4 })
		},
		'remove a funding line': {
			open: owners,
			work: (db, actor) => removeFunding(db, actor, draft, { id: line, version: 4 })
		},
		'submit a commitment': {
			open: owners,
			work: (db, actor) => submitCommitment(db, actor, draft, { version: 4 })
		},
		'publish a commitment': {
			open: secretariat,
			work: (db, actor) => publishCommitment(db, actor, submitted, { version: 2 })
		},
		'return a commitment': {
			open: secretariat,
			work: (db, actor) =>
				returnCommitment(db, actor, submitted, { version: 2, comment: 'Say more.' })
		},
		'withdraw a commitment': {
			open: ['approver', 'publisher', 'administrator'],
			work: (db, actor) => withdrawCommitment(db, actor, open, { reason: 'Over.' })
		},
		'post an update': {
			open: reporters,
			work: (db, actor) => postUpdate(db, actor, open, { ...UPDATE, token: randomUUID() })
		},
		'report no change': {
			open: reporters,
			work: (db, actor) => confirmUnchanged(db, actor, open, { token: randomUUID() })
		},
		'revise an update': {
			open: owners,
			work: (db, actor) => reviseUpdate(db, actor, { ...UPDATE, id: returned })
		},
		'accept an update': {
			open: secretariat,
			work: async (db, actor) => acceptUpdate(db, actor, posted, { seen: await shown(db) })
		},
		'return an update': {
			open: secretariat,
			work: async (db, actor) =>
				returnUpdate(db, actor, posted, { seen: await shown(db), comment: 'Say more.' })
		}
	};
	const shown = async (db: Db) => {
		const [row] = await db
			.select()
			.from(t.commitmentUpdates)
			.where(eq(t.commitmentUpdates.id, posted));
		return new Date(row?.createdAt ?? 0);
	};

	it.each(Object.entries(COMMANDS))('%s', async (_, command) => {
		const before = await everything();
		for (const name of Object.keys(world.actors)) {
			if (command.open.includes(name)) continue;
			const reason = await run(name, command.work).then(
				() => 'done',
				(thrown: { reason?: string }) => thrown.reason
			);
			const expected = name === 'public' ? ['not_signed_in'] : ['not_found', 'not_allowed'];
			expect(expected, `${name} got ${reason}`).toContain(reason);
		}
		expect(await everything()).toEqual(before);
		// Those who may, one after another, each undone: the work is the same for all.
		for (const name of command.open) {
			const undo = new Error('undo');
			const done = run(name, async (db, actor) => {
				await command.work(db, actor);
				throw undo;
			});
			await expect(done, name).rejects.toBe(undo);
		}
		expect(await everything()).toEqual(before);
	});

	it('shows nobody else what is not published', async () => {
		for (const name of ['public', 'stranger']) {
			for (const reference of [draft, submitted])
				await refuses(
					run(name, (db, actor) => getCommitment(db, actor, reference)),
					'not_found'
				);
			const { rows } = await run(name, (db, actor) => listCommitments(db, actor, FILTERS));
			expect(rows.every(({ state }) => state === 'published' || state === 'withdrawn')).toBe(true);
		}
		expect(await run('stranger', (db, actor) => myCommitments(db, actor))).toEqual([]);
		await refuses(run('stranger', reviewQueueCommitments), 'not_found');
		await refuses(run('viewer', reviewQueueUpdates), 'not_found');
	});
});
