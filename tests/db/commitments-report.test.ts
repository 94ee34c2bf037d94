import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import { changeCommitment, createCommitment } from '#lib/commitments/commands/draft.server.ts';
import { confirmUnchanged } from '#lib/commitments/commands/report.server.ts';
import { getCommitment } from '#lib/commitments/queries.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	accept,
	as,
	CONTENT,
	create,
	everything,
	post,
	published,
	refuses,
	run,
	setTheStage,
	versionOf,
	world
} from './commitment-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
}, 60_000);
afterAll(closeDatabase);

const NOW = new Date('2026-11-23T10:00:00Z');

describe('no change', () => {
	it('counts as a report, with the status as it was, and is public once accepted', async () => {
		const reference = await published();
		await accept(await post(reference, { status: 'delayed', asOf: '2026-10' }));
		const token = randomUUID();
		const confirm = () =>
			run('contributor', (db, actor) => confirmUnchanged(db, actor, reference, { token }, NOW));
		const id = await confirm();
		expect(await confirm()).toBe(id);
		await accept(id);
		const seen = await run('public', (db, actor) => getCommitment(db, actor, reference));
		expect(seen).toMatchObject({ status: 'delayed', statusAsOf: '2026-11-23' });
		expect(seen.updates).toHaveLength(2);
		expect(seen.updates[0]).toMatchObject({
			unchanged: true,
			status: 'delayed',
			note: { en: null, fr: null }
		});
	});

	it('cannot be said where nothing was reported yet', async () => {
		const reference = await published();
		await asSystem((db) =>
			db
				.update(t.commitments)
				.set({ status: 'no_evidence', statusBasis: 'public_record' })
				.where(eq(t.commitments.reference, reference))
		);
		const before = await everything();
		await refuses(
			run('contributor', (db, actor) =>
				confirmUnchanged(db, actor, reference, { token: randomUUID() })
			),
			'wrong_state'
		);
		expect(await everything()).toEqual(before);
	});
});

describe('the contact', () => {
	it('is a mailbox of a role, not the address of anyone who signs in', async () => {
		const contactMailbox = (as('approver') as Person).email;
		const before = await everything();
		await refuses(
			run('contributor', (db, actor) =>
				createCommitment(db, actor, {
					...CONTENT,
					contactMailbox,
					ownerId: world.owner.id,
					token: randomUUID()
				})
			),
			'personal_address'
		);
		expect(await everything()).toEqual(before);
		const reference = await create();
		const version = await versionOf(reference);
		await refuses(
			run('contributor', (db, actor) =>
				changeCommitment(db, actor, reference, { ...CONTENT, contactMailbox, version })
			),
			'personal_address'
		);
		await run('contributor', (db, actor) =>
			changeCommitment(db, actor, reference, {
				...CONTENT,
				contactMailbox: 'child-protection@example.gov',
				version
			})
		);
		const kept = await run('contributor', (db, actor) => getCommitment(db, actor, reference));
		expect(kept.contactMailbox).toBe('child-protection@example.gov');
	});
});
