import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { returnUpdate } from '#lib/commitments/commands/decide-update.server.ts';
import { addTarget, changeTarget, removeTarget } from '#lib/commitments/commands/parts.server.ts';
import { postUpdate, reviseUpdate } from '#lib/commitments/commands/report.server.ts';
import { getCommitment } from '#lib/commitments/queries.server.ts';
import { only } from '#lib/server/db/only.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	TARGET,
	UPDATE,
	accept,
	create,
	post,
	publish,
	refuses,
	run,
	sentAt,
	setTheStage,
	submit,
	versionOf,
	world
} from './commitment-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
});
afterAll(closeDatabase);

const read = (name: string, reference: string) =>
	run(name, (db, actor) => getCommitment(db, actor, reference));
const targetsOf = async (name: string, reference: string) => (await read(name, reference)).targets;
const add = (reference: string, over: Partial<typeof TARGET> = {}) =>
	run('contributor', (db, actor) =>
		addTarget(db, actor, reference, { ...TARGET, ...over, token: randomUUID() })
	);
const withTarget = async () => {
	const reference = await create();
	await add(reference);
	await submit(reference);
	await publish(reference);
	return { reference, target: only(await targetsOf('public', reference)).id };
};

describe('a target', () => {
	it('is added once however often it is sent, changed and taken off while it is a draft', async () => {
		const reference = await create();
		const token = randomUUID();
		for (let times = 0; times < 2; times++)
			await run('contributor', (db, actor) =>
				addTarget(db, actor, reference, { ...TARGET, token })
			);
		await add(reference, { titleEn: 'Another' });
		const [first, second] = await targetsOf('contributor', reference);
		expect([first?.title.en, second?.title.en]).toEqual([TARGET.titleEn, 'Another']);
		const id = first?.id ?? '';
		await refuses(
			run('contributor', (db, actor) =>
				changeTarget(db, actor, reference, { ...TARGET, id, version: 1 })
			),
			'stale'
		);
		const version = await versionOf(reference);
		await run('contributor', (db, actor) =>
			changeTarget(db, actor, reference, { ...TARGET, target: 43.25, id, version })
		);
		expect(await targetsOf('contributor', reference)).toMatchObject([
			{ target: 43.25, baseline: 10, figures: [] },
			{ title: { en: 'Another' } }
		]);
		await run('contributor', (db, actor) =>
			removeTarget(db, actor, reference, { id, version: version + 1 })
		);
		expect(await targetsOf('contributor', reference)).toHaveLength(1);
	});

	it('is what it was once the commitment is published', async () => {
		const { reference, target } = await withTarget();
		const version = await versionOf(reference);
		await refuses(add(reference), 'wrong_state');
		await refuses(
			run('contributor', (db, actor) =>
				changeTarget(db, actor, reference, { ...TARGET, id: target, version })
			),
			'wrong_state'
		);
		await refuses(
			run('contributor', (db, actor) =>
				removeTarget(db, actor, reference, { id: target, version })
			),
			'wrong_state'
		);
	});
});

describe('a figure of a target', () => {
	it('is public with its update, and the newest accepted one of a period counts', async () => {
		const { reference, target } = await withTarget();
		const reported = (period: string, value: number) =>
			post(reference, { targetValues: [{ targetId: target, period, value }] });
		const first = await reported('2026', 20);
		expect(await targetsOf('public', reference)).toMatchObject([{ figures: [] }]);
		expect((await read('viewer', reference)).updates[0]?.figures).toMatchObject([
			{ period: '2026', value: 20, title: { en: TARGET.titleEn } }
		]);
		await accept(first);
		await accept(await reported('2025', 15));
		await accept(await reported('2026', 21.5));
		expect(only(await targetsOf('public', reference)).figures).toEqual([
			{ period: '2025', value: 15 },
			{ period: '2026', value: 21.5 }
		]);
	});

	it('counts no longer once a correction of its update is accepted', async () => {
		const { reference, target } = await withTarget();
		const wrong = await post(reference, {
			targetValues: [{ targetId: target, period: '2026', value: 200 }]
		});
		await accept(wrong);
		const right = await post(reference, {
			correctsId: wrong,
			targetValues: [{ targetId: target, period: '2026-06', value: 20 }]
		});
		expect(only(await targetsOf('public', reference)).figures).toEqual([
			{ period: '2026', value: 200 }
		]);
		await accept(right);
		expect(only(await targetsOf('public', reference)).figures).toEqual([
			{ period: '2026-06', value: 20 }
		]);
	});

	it('is another one after a return', async () => {
		const { reference, target } = await withTarget();
		const figure = (value: number) => [{ targetId: target, period: '2026', value }];
		const id = await post(reference, { targetValues: figure(1) });
		const seen = await sentAt(id);
		await run('editor', (db, actor) => returnUpdate(db, actor, id, { seen, comment: 'Sure?' }));
		await run('contributor', (db, actor) =>
			reviseUpdate(db, actor, { ...UPDATE, id, targetValues: figure(2) })
		);
		await accept(id);
		expect(only(await targetsOf('public', reference)).figures).toEqual([
			{ period: '2026', value: 2 }
		]);
	});

	it('is refused of another commitment, twice in one update, and from one that takes part', async () => {
		const { reference, target } = await withTarget();
		const other = await withTarget();
		const figure = (targetId: string) => ({ targetId, period: '2026', value: 1 });
		await refuses(post(reference, { targetValues: [figure(other.target)] }), 'not_found');
		await refuses(post(reference, { targetValues: [figure(target), figure(target)] }), 'not_found');
		const { id: commitmentId } = await read('public', reference);
		await asSystem((db) =>
			db
				.insert(t.commitmentParticipants)
				.values({ commitmentId, organisationId: world.partner.id, position: 1 })
		);
		await refuses(
			run('participant', (db, actor) =>
				postUpdate(db, actor, reference, {
					...UPDATE,
					targetValues: [figure(target)],
					token: randomUUID()
				})
			),
			'not_found'
		);
	});
});
