import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import { loadDemo } from '#lib/exchange/demo/load.server.ts';
import { LISTINGS } from '#lib/exchange/listings.server.ts';
import { currentPackage, packageBody } from '#lib/exchange/package/current.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { freshDatabase } from '../database.ts';
import { plantAnswers } from '../e2e/planted-answers.ts';
import { plantRecords } from '../e2e/planted-records.ts';
import type { Planting } from '../e2e/planted.ts';
import { filesIn } from '../package-reading.ts';
import { organisation, person } from './world.ts';

const word = (circle: string) => `${circle}${randomUUID().slice(0, 8)}`;
const WORDS = {
	secret: word('secret'),
	partners: word('partners'),
	office: word('office'),
	draft: word('draft'),
	file: word('file')
};

let reference: string;
beforeAll(async () => {
	useDatabase(await freshDatabase());
	await withActor({ kind: 'system', task: 'reference' }, loadReference);
	await withActor({ kind: 'system', task: 'reference' }, loadDemo);
	const company = await organisation('company', 'planted-company');
	const ministry = await organisation('government', 'planted-ministry');
	const secretariat = await organisation('secretariat', 'planted-office');
	const member = (of: typeof company, role: 'contributor' | 'editor'): Promise<Person> =>
		person(of, role);
	const given: Planting = {
		...WORDS,
		company,
		ministry,
		submitter: await member(company, 'contributor'),
		liaison: await member(ministry, 'contributor'),
		editor: await member(secretariat, 'editor')
	};
	await plantAnswers(given);
	({ reference } = await plantRecords(given));
}, 180_000);
afterAll(closeDatabase);

/** Every part of an archive, its name too. */
const partsOf = async (answer: Response) =>
	[...filesIn(new Uint8Array(await answer.arrayBuffer()))].flat().join('\n');

function expectNothingOf(text: string, where: string): void {
	for (const one of Object.values(WORDS))
		expect(text.includes(one), `${one} in ${where}`).toBe(false);
}

it('[TRUST 55] what only some may read is in no part of the archive of everything public', async () => {
	const text = await partsOf(new Response(packageBody(await currentPackage())));
	expect(text).toContain(reference);
	expectNothingOf(text, 'the package');
}, 120_000);

it('[TRUST 55] nor in any part of the workbook of any list', async () => {
	let read = 0;
	for (const listing of LISTINGS) {
		const query = new URLSearchParams({ ...listing.example, format: 'xlsx' });
		const url = new URL(`https://concord.example/api/v1${listing.path}?${query}`);
		const event = { url, request: new Request(url), getClientAddress: () => '127.0.0.1' };
		const answer = await publicReading(listing)(event as never);
		if (answer.status !== 200) continue;
		read += 1;
		expectNothingOf(await partsOf(answer), listing.path);
	}
	expect(read).toBeGreaterThan(15);
}, 120_000);
