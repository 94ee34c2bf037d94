import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import type { RefusalReason } from '#lib/access/refusal.ts';
import { changeCommitment, createCommitment } from '#lib/commitments/commands/draft.server.ts';
import {
	decideCommitment,
	publishCommitment,
	returnCommitment,
	submitCommitment,
	withdrawCommitment
} from '#lib/commitments/commands/decide.server.ts';
import {
	addFunding,
	addMilestone,
	changeMilestone,
	removeFunding,
	removeMilestone
} from '#lib/commitments/commands/parts.server.ts';
import {
	acceptUpdate,
	postUpdate,
	returnUpdate,
	reviseUpdate
} from '#lib/commitments/commands/report.server.ts';
import {
	commitmentTasks,
	getCommitment,
	listCommitments,
	myCommitments,
	reviewQueueCommitments,
	reviewQueueUpdates
} from '#lib/commitments/queries.server.ts';
import { commitmentFilters } from '#lib/commitments/schema.ts';
import type { CommitmentContent, UpdateContent } from '#lib/commitments/schema.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { freshDatabase } from '../database.ts';
import { asSystem, cast, type Cast } from './world.ts';

const CONTENT: CommitmentContent = {
	kind: 'programme',
	forumKey: null,
	pillarId: null,
	requirements: [],
	titleEn: 'Train every police service',
	titleFr: 'Former tous les services de police',
	descriptionEn: 'A course for all.',
	descriptionFr: null,
	leadAgency: null,
	announcedOn: null,
	startsOn: '2025',
	dueOn: '2027-03',
	sourceUrl: null
};
const UPDATE: UpdateContent = {
	status: 'at_risk',
	asOf: '2026-10',
	noteEn: 'Half of the services are trained.',
	noteFr: null,
	milestonesDone: [],
	evidenceUrl: 'https://example.org/report',
	evidenceTitle: 'Report',
	evidencePublisher: null
};
const MILESTONE = {
	titleEn: 'First course',
	titleFr: null,
	dueOn: '2026',
	status: 'open' as const,
	completedOn: null
};
const FUNDING = {
	amountMinor: 2_224_000_000,
	currency: 'CAD',
	fiscalPeriod: '2026-27',
	recipient: null,
	stage: 'announced' as const,
	sourceUrl: null
};
const FILTERS = commitmentFilters.parse({});

let world: Cast;
const as = (name: string) => world.actors[name] as Actor;
const run = <T>(name: string, work: (db: Db, actor: Actor) => Promise<T>) =>
	withActor(as(name), (db) => work(db, as(name)));

beforeAll(async () => {
	useDatabase(await freshDatabase());
	world = await cast('government');
});
afterAll(closeDatabase);

const create = () =>
	run('contributor', (db, actor) =>
		createCommitment(db, actor, { ...CONTENT, ownerId: world.owner.id, token: randomUUID() })
	);
const versionOf = async (reference: string) =>
	(await run('contributor', (db, actor) => getCommitment(db, actor, reference))).version;
const submit = async (reference: string) => {
	const version = await versionOf(reference);
	await run('contributor', (db, actor) => submitCommitment(db, actor, reference, { version }));
};
const publish = async (reference: string) => {
	const version = await versionOf(reference);
	await run('editor', (db, actor) => publishCommitment(db, actor, reference, { version }));
};
const published = async () => {
	const reference = await create();
	await submit(reference);
	await publish(reference);
	return reference;
};
const post = (reference: string, over: Partial<UpdateContent> = {}) =>
	run('contributor', (db, actor) =>
		postUpdate(db, actor, reference, { ...UPDATE, ...over, token: randomUUID() })
	);
const sentAt = (id: string) =>
	asSystem(async (db) => {
		const [row] = await db.select().from(t.commitmentUpdates).where(eq(t.commitmentUpdates.id, id));
		return new Date(row?.createdAt ?? 0);
	});
const accept = async (id: string) => {
	const seen = await sentAt(id);
	await run('editor', (db, actor) => acceptUpdate(db, actor, id, { seen }));
};

/** Everything that a commitment is made of, to tell whether anything has changed. */
const everything = () =>
	asSystem(async (db) => ({
		commitments: await db.select().from(t.commitments).orderBy(t.commitments.id),
		milestones: await db.select().from(t.milestones).orderBy(t.milestones.id),
		funding: await db.select().from(t.fundingLines).orderBy(t.fundingLines.id),
		updates: await db.select().from(t.commitmentUpdates).orderBy(t.commitmentUpdates.id),
		evidence: await db.select().from(t.evidence).orderBy(t.evidence.id),
		events: await db.select().from(t.auditEvents).orderBy(t.auditEvents.seq),
		mails: await db.select().from(t.mailOutbox).orderBy(t.mailOutbox.id)
	}));

async function refuses(work: Promise<unknown>, reason: RefusalReason) {
	await expect(work).rejects.toMatchObject({ name: 'Refusal', reason });
}

describe('the way of a commitment', () => {
	it('is numbered after its owner, returned, answered, published and reported on', async () => {
		const reference = await create();
		expect(reference).toMatch(/^OWNER-\d{4}$/);
		await run('contributor', (db, actor) =>
			addMilestone(db, actor, reference, { ...MILESTONE, token: randomUUID() })
		);
		await run('contributor', (db, actor) =>
			addFunding(db, actor, reference, { ...FUNDING, token: randomUUID() })
		);
		await refuses(
			run('editor', (db, actor) => getCommitment(db, actor, reference)),
			'not_found'
		);
		await submit(reference);
		const queue = await run('editor', reviewQueueCommitments);
		expect(queue.map((row) => row.reference)).toContain(reference);

		const version = await versionOf(reference);
		await run('editor', (db, actor) =>
			decideCommitment(db, actor, reference, { decision: 'return', comment: 'By when?', version })
		);
		const tasks = await run('contributor', (db, actor) => commitmentTasks(db, actor));
		expect(tasks.inWork.find((task) => task.reference === reference)).toMatchObject({
			state: 'returned',
			returnComment: 'By when?'
		});
		await run('contributor', async (db, actor) =>
			changeCommitment(db, actor, reference, {
				...CONTENT,
				dueOn: '2027-06-30',
				version: (await getCommitment(db, actor, reference)).version
			})
		);
		await submit(reference);
		await publish(reference);
		const open = await run('public', (db, actor) => getCommitment(db, actor, reference));
		expect(open).toMatchObject({ state: 'published', dueOn: '2027-06-30', returnComment: null });
		expect(open.funding).toMatchObject([{ amountMinor: 2_224_000_000, currency: 'CAD' }]);

		const id = await post(reference, { milestonesDone: open.milestones.map((step) => step.id) });
		const seenBy = async (name: string) =>
			(await run(name, (db, actor) => getCommitment(db, actor, reference))).updates.map(
				({ state }) => state
			);
		expect(await seenBy('public')).toEqual([]);
		expect(await seenBy('stranger')).toEqual(['posted']);
		expect((await run('editor', reviewQueueUpdates)).map((row) => row.id)).toContain(id);

		const seen = await sentAt(id);
		await run('editor', (db, actor) =>
			returnUpdate(db, actor, id, { seen, comment: 'Which report?' })
		);
		expect(await seenBy('stranger')).toEqual([]);
		await run('contributor', (db, actor) =>
			reviseUpdate(db, actor, {
				...UPDATE,
				id,
				milestonesDone: open.milestones.map((step) => step.id),
				evidenceTitle: 'Report of October'
			})
		);
		await refuses(
			run('editor', (db, actor) => acceptUpdate(db, actor, id, { seen: new Date(0) })),
			'stale'
		);
		await accept(id);
		const after = await run('public', (db, actor) => getCommitment(db, actor, reference));
		expect(after).toMatchObject({ status: 'at_risk', statusBasis: 'owner', statusAsOf: '2026-10' });
		expect(after.milestones).toMatchObject([{ status: 'done', completedOn: '2026-10' }]);
		expect(after.updates).toMatchObject([
			{ state: 'accepted', returnComment: null, evidence: [{ title: 'Report of October' }] }
		]);

		const { events, mails } = await everything();
		expect(events.map(({ event }) => event).slice(-3)).toEqual([
			'update.returned',
			'update.posted',
			'update.accepted'
		]);
		const told = mails.filter(({ subject }) => subject.includes(reference));
		expect(new Set(told.map(({ recipient }) => recipient)).size).toBe(2);
		expect(told).toHaveLength(8);
	});

	it('takes the status of the newest date, whatever the order of acceptance', async () => {
		const reference = await published();
		const newer = await post(reference, { status: 'completed', asOf: '2026-11' });
		const older = await post(reference, { status: 'delayed', asOf: '2026-01' });
		await accept(newer);
		await accept(older);
		const { status, updates } = await run('public', (db, actor) =>
			getCommitment(db, actor, reference)
		);
		expect(status).toBe('completed');
		expect(updates.map((update) => update.asOf)).toEqual(['2026-11', '2026-01']);
	});

	it('is withdrawn with its reason, and stays public', async () => {
		const reference = await published();
		await run('approver', (db, actor) =>
			withdrawCommitment(db, actor, reference, { reason: 'Replaced.' })
		);
		expect(await run('public', (db, actor) => getCommitment(db, actor, reference))).toMatchObject({
			state: 'withdrawn',
			status: 'withdrawn',
			withdrawnReason: 'Replaced.'
		});
	});

	it('is submitted only once it says what, since when and by when', async () => {
		const reference = await run('contributor', (db, actor) =>
			createCommitment(db, actor, {
				...CONTENT,
				descriptionEn: null,
				startsOn: null,
				dueOn: null,
				ownerId: world.owner.id,
				token: randomUUID()
			})
		);
		const before = await everything();
		await expect(submit(reference)).rejects.toMatchObject({
			reason: 'incomplete',
			where: ['descriptionEn', 'startsOn', 'dueOn']
		});
		expect(await everything()).toEqual(before);
	});

	it('needs a prefix for its reference', async () => {
		await asSystem((db) =>
			db
				.update(t.organisations)
				.set({ referencePrefix: null })
				.where(eq(t.organisations.id, world.owner.id))
		);
		await refuses(create(), 'incomplete');
		await asSystem((db) =>
			db
				.update(t.organisations)
				.set({ referencePrefix: 'OWNER' })
				.where(eq(t.organisations.id, world.owner.id))
		);
	});
});

describe('a form posted twice', () => {
	it('makes one commitment, one milestone, one line, one update', async () => {
		const token = randomUUID();
		const make = () =>
			run('contributor', (db, actor) =>
				createCommitment(db, actor, { ...CONTENT, ownerId: world.owner.id, token })
			);
		const reference = await make();
		expect(await make()).toBe(reference);
		const again = [randomUUID(), randomUUID()] as const;
		for (const _ of again) {
			await run('contributor', (db, actor) =>
				addMilestone(db, actor, reference, { ...MILESTONE, token: again[0] })
			);
			await run('contributor', (db, actor) =>
				addFunding(db, actor, reference, { ...FUNDING, token: again[1] })
			);
		}
		await submit(reference);
		await publish(reference);
		const report = randomUUID();
		for (const _ of again)
			await run('contributor', (db, actor) =>
				postUpdate(db, actor, reference, { ...UPDATE, token: report })
			);
		const seen = await run('contributor', (db, actor) => getCommitment(db, actor, reference));
		expect(seen.milestones).toHaveLength(1);
		expect(seen.funding).toHaveLength(1);
		expect(seen.updates).toHaveLength(1);
	});
});

describe('a stale form', () => {
	it('changes nothing, submits nothing and publishes nothing', async () => {
		const reference = await create();
		const version = await versionOf(reference);
		const change = (titleEn: string) =>
			run('contributor', (db, actor) =>
				changeCommitment(db, actor, reference, { ...CONTENT, titleEn, version })
			);
		await change('First');
		const before = await everything();
		await refuses(change('Second'), 'stale');
		await refuses(
			run('contributor', (db, actor) => submitCommitment(db, actor, reference, { version })),
			'stale'
		);
		expect(await everything()).toEqual(before);
		await submit(reference);
		await refuses(
			run('editor', (db, actor) => publishCommitment(db, actor, reference, { version })),
			'stale'
		);
	});
});

describe('who may', () => {
	let draft: string;
	let submitted: string;
	let open: string;
	let posted: string;
	let returned: string;
	let milestone: string;
	let line: string;

	beforeEach(async () => {
		draft = await create();
		await run('contributor', (db, actor) =>
			addMilestone(db, actor, draft, { ...MILESTONE, token: randomUUID() })
		);
		await run('contributor', (db, actor) =>
			addFunding(db, actor, draft, { ...FUNDING, token: randomUUID() })
		);
		const parts = await run('contributor', (db, actor) => getCommitment(db, actor, draft));
		milestone = parts.milestones[0]?.id ?? '';
		line = parts.funding[0]?.id ?? '';
		submitted = await create();
		await submit(submitted);
		open = await published();
		posted = await post(open);
		returned = await post(open);
		const seen = await sentAt(returned);
		await run('editor', (db, actor) => returnUpdate(db, actor, returned, { seen, comment: 'No.' }));
	});

	const owners = ['contributor', 'approver'];
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
			work: (db, actor) => changeCommitment(db, actor, draft, { ...CONTENT, version: 3 })
		},
		'add a milestone': {
			open: owners,
			work: (db, actor) => addMilestone(db, actor, draft, { ...MILESTONE, token: randomUUID() })
		},
		'change a milestone': {
			open: owners,
			work: (db, actor) =>
				changeMilestone(db, actor, draft, { ...MILESTONE, id: milestone, version: 3 })
		},
		'remove a milestone': {
			open: owners,
			work: (db, actor) => removeMilestone(db, actor, draft, { id: milestone, version: 3 })
		},
		'add a funding line': {
			open: owners,
			work: (db, actor) => addFunding(db, actor, draft, { ...FUNDING, token: randomUUID() })
		},
		'remove a funding line': {
			open: owners,
			work: (db, actor) => removeFunding(db, actor, draft, { id: line, version: 3 })
		},
		'submit a commitment': {
			open: owners,
			work: (db, actor) => submitCommitment(db, actor, draft, { version: 3 })
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
			open: owners,
			work: (db, actor) => postUpdate(db, actor, open, { ...UPDATE, token: randomUUID() })
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

describe('the list', () => {
	it('goes on where the page before ended, in every order', async () => {
		const { rows, total } = await run('public', (db, actor) => listCommitments(db, actor, FILTERS));
		expect(total).toBeGreaterThan(1);
		for (const sort of ['reference', 'due', 'reported'] as const) {
			const all = await run('public', (db, actor) =>
				listCommitments(db, actor, { ...FILTERS, sort })
			);
			const [first, ...rest] = all.rows;
			const following = await run('public', (db, actor) =>
				listCommitments(db, actor, { ...FILTERS, sort, after: first?.reference })
			);
			expect(following.rows.slice(0, rest.length), sort).toEqual(rest);
			expect(following.total).toBe(total);
		}
		expect(rows.length).toBeGreaterThan(1);
	});

	it('finds words as they stand, wildcards included', async () => {
		const find = async (q: string) =>
			(await run('public', (db, actor) => listCommitments(db, actor, { ...FILTERS, q }))).total;
		expect(await find('POLICE')).toBeGreaterThan(0);
		expect(await find('100%')).toBe(0);
		expect(await find('_')).toBe(0);
	});
});
