import { afterAll, beforeAll, expect, it } from 'vitest';
import {
	relateCommitment,
	unrelateCommitment
} from '#lib/commitments/commands/relations.server.ts';
import { getCommitment } from '#lib/commitments/queries.server.ts';
import type { Relation } from '#lib/commitments/vocabulary.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { freshDatabase } from '../database.ts';
import {
	create,
	publish,
	published,
	refuses,
	run,
	setTheStage,
	submit,
	versionOf
} from './commitment-stage.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
});
afterAll(closeDatabase);

const relate = (reference: string, relatedReference: string, relation: Relation = 'continues') =>
	run('contributor', (db, actor) =>
		relateCommitment(db, actor, reference, { relatedReference, relation })
	);
const relatedOf = async (name: string, reference: string) =>
	(await run(name, (db, actor) => getCommitment(db, actor, reference))).related.map(
		({ reference: other, relation, back }) => ({ other, relation, back })
	);

it('relates a draft to another commitment, which shows it back once both are public', async () => {
	const before = await published();
	const reference = await create();
	await relate(reference, before);
	const there = [{ other: before, relation: 'continues', back: false }];
	expect(await relatedOf('contributor', reference)).toEqual(there);
	expect(await relatedOf('public', before)).toEqual([]);
	await submit(reference);
	await publish(reference);
	expect(await relatedOf('public', reference)).toEqual(there);
	expect(await relatedOf('public', before)).toEqual([
		{ other: reference, relation: 'continues', back: true }
	]);
});

it('keeps from the public a draft to which a published commitment relates', async () => {
	const [reference, hidden] = [await create(), await create()];
	await relate(reference, hidden, 'part_of');
	await submit(reference);
	await publish(reference);
	expect(await relatedOf('contributor', reference)).toHaveLength(1);
	expect(await relatedOf('public', reference)).toEqual([]);
	expect(await relatedOf('stranger', reference)).toEqual([]);
});

it('refuses what does not exist, itself, and the same one twice', async () => {
	const [reference, other] = [await create(), await create()];
	await refuses(relate(reference, 'NONE-0001'), 'unknown_reference');
	await refuses(relate(reference, reference), 'unknown_reference');
	await relate(reference, other);
	await refuses(relate(reference, other, 'related'), 'already_exists');
});

it('is taken off while the commitment is a draft, by whoever saw it last', async () => {
	const [reference, other] = [await create(), await published()];
	await relate(reference, other);
	const [related] = (await run('contributor', (db, actor) => getCommitment(db, actor, reference)))
		.related;
	const id = related?.id ?? '';
	const off = (version: number) =>
		run('contributor', (db, actor) => unrelateCommitment(db, actor, reference, { id, version }));
	await refuses(off(1), 'stale');
	await off(await versionOf(reference));
	expect(await relatedOf('contributor', reference)).toEqual([]);
	await refuses(relate(other, reference), 'wrong_state');
});
