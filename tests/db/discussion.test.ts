import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { addComment } from '#lib/commitments/commands/comment.server.ts';
import { getCommitment, getDiscussion, handOver } from '#lib/commitments/queries.server.ts';
import { deliverNotices } from '#lib/notifications/notices.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	as,
	create,
	post,
	published,
	run,
	setTheStage,
	shared,
	world
} from './commitment-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
});
beforeEach(async () => {
	await deliverNotices();
	await asSystem((db) => db.delete(t.mailOutbox));
});
afterAll(closeDatabase);

const personOf = (name: string) => as(name) as Actor & { kind: 'person' };
const comment = (
	name: string,
	reference: string,
	mentions: string[] = [],
	token: string = randomUUID()
) =>
	run(name, (db, actor) =>
		addComment(db, actor, reference, { body: 'When do courses begin?', mentions, token })
	);
const read = (name: string, reference: string) =>
	run(name, (db, actor) => getDiscussion(db, actor, reference));
const mails = async () => {
	await deliverNotices();
	return asSystem((db) => db.select().from(t.mailOutbox));
};

describe('the discussion of a commitment', () => {
	it('is between its owner and the secretariat; who takes part in it sees none of it', async () => {
		const reference = await shared(world.other);
		await comment('viewer', reference);
		await comment('editor', reference);
		const { comments } = await read('approver', reference);
		expect(comments.map(({ fromSecretariat }) => fromSecretariat)).toEqual([false, true]);
		expect((await read('publisher', reference)).comments).toHaveLength(2);
		await expect(read('stranger', reference)).rejects.toThrow('not_found');
		await expect(comment('stranger', reference)).rejects.toThrow('not_found');
		await expect(read('public', reference)).rejects.toThrow('not_signed_in');
		for (const name of ['public', 'stranger', 'viewer'])
			expect(
				JSON.stringify(await run(name, (db, actor) => getCommitment(db, actor, reference)))
			).not.toContain('When do courses begin?');
	});

	it('tells whom it mentions, without its text; an owner names the secretariat as a whole', async () => {
		const reference = await published();
		await mails();
		await asSystem((db) => db.delete(t.mailOutbox));
		expect((await read('viewer', reference)).people.map(({ name }) => name.en)).toEqual([
			'Name of the-secretariat',
			'approver owner',
			'contributor owner'
		]);
		await comment('viewer', reference, [world.secretariat.id, personOf('approver').userId]);
		const sent = await mails();
		expect(sent.map(({ recipient }) => recipient).sort()).toEqual(
			['administrator', 'approver', 'editor', 'publisher']
				.map((name) => personOf(name).email)
				.sort()
		);
		for (const { body, recipient } of sent) {
			expect(body).not.toContain('When do courses begin?');
			expect(body).toContain(
				`/en/${recipient === personOf('approver').email ? 'workspace' : 'secretariat'}/commitments/${reference}/discussion`
			);
		}
		await expect(comment('viewer', reference, [personOf('stranger').userId])).rejects.toThrow(
			'not_found'
		);
	});

	it('keeps what was written, once for each form', async () => {
		const reference = await published();
		const token = randomUUID();
		await comment('contributor', reference, [], token);
		await comment('contributor', reference, [], token);
		expect((await read('contributor', reference)).comments).toHaveLength(1);
		for (const statement of [
			sql`update commitment_comments set body = 'x'`,
			sql`delete from commitment_comments`
		])
			await expect(run('contributor', (db) => db.execute(statement))).rejects.toThrow();
	});
});

describe('the hand-over of an organisation', () => {
	it('holds what is open, what is promised, and what was last exchanged', async () => {
		const draft = await create();
		const reference = await published();
		await post(reference);
		await comment('viewer', reference);
		const { organisation, open, dates, exchanges } = await run('viewer', (db, actor) =>
			handOver(db, actor, undefined, '2027-05-01')
		);
		expect(organisation.slug).toBe('owner');
		expect(open.commitments.map((one) => one.reference)).toContain(draft);
		expect(open.updates.map((one) => one.reference)).toEqual([reference]);
		expect(dates.find((one) => one.reference === reference)).toMatchObject({
			dueOn: '2027-03',
			overdue: true
		});
		expect(
			exchanges.filter((one) => one.reference === reference).map(({ event }) => event)
		).toEqual(['comment.written', 'update.posted', 'commitment.published', 'commitment.submitted']);
	});

	it('is for its members', async () => {
		const asked = (name: string) => run(name, (db, actor) => handOver(db, actor, 'owner'));
		await expect(asked('stranger')).rejects.toThrow('not_found');
		await expect(asked('editor')).rejects.toThrow('not_found');
		await expect(asked('public')).rejects.toThrow('not_signed_in');
	});
});
