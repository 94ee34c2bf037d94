import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '#lib/access/actor.ts';
import { writeCommitments } from '#lib/commitments/commands/bulk.server.ts';
import { changeCommitment } from '#lib/commitments/commands/draft.server.ts';
import { confirmImport } from '#lib/exchange/import/commands.server.ts';
import { applyImport } from '#lib/exchange/import/work.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	as,
	CONTENT,
	create,
	everything,
	published,
	refuses,
	run,
	setTheStage,
	submit,
	versionOf,
	world
} from './commitment-stage.ts';
import { brought, exported, fileOf, rowWith, seen } from './import-stage.ts';
import { asSystem } from './world.ts';

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
}, 60_000);
afterAll(closeDatabase);

const confirm = (id: string) => run('contributor', (db, actor) => confirmImport(db, actor, id));
const apply = (id: string) => applyImport(as('contributor') as Person, id);
const stored = async (reference: string) =>
	(await everything()).commitments.find((one) => one.reference === reference);
const problems = async (id: string) =>
	(await seen(id)).rows.flatMap(({ problems: all }) =>
		all.map(({ cell, code }) => `${cell} ${code}`)
	);

describe('bringing in a spreadsheet', () => {
	it('says what becomes of every row, and writes nothing before it is confirmed', async () => {
		const draft = await create();
		const out = await published();
		const before = await everything();
		const same = {
			titleFr: 'Former tous les services de police',
			descriptionEn: 'A course for all.',
			startsOn: '2025',
			dueOn: '2027-03'
		};
		const id = await brought(
			await fileOf([
				rowWith({ titleEn: 'Another one' }),
				rowWith({ ...same, reference: draft, titleEn: 'Said better' }),
				rowWith({ ...same, reference: out }),
				rowWith({ kind: 'party', dueOn: '31/03/2027' })
			])
		);
		const { rows, counts, state } = await seen(id);
		expect(state).toBe('checked');
		expect(counts).toEqual({ new: 1, changed: 1, unchanged: 1, wrong: 1 });
		expect(rows.map(({ verdict }) => verdict)).toEqual(['new', 'changed', 'unchanged', 'wrong']);
		expect(rows[1]?.changes).toEqual(['titleEn']);
		expect(await problems(id)).toEqual(['D5 not_offered', 'W5 date']);
		await refuses(confirm(id), 'incomplete');
		expect(await everything()).toEqual(before);
	});

	it('writes all rows at once: new ones as drafts, changed ones over what they were', async () => {
		const draft = await create();
		const id = await brought(
			await fileOf([
				rowWith({ titleEn: 'First of two', leadAgency: 'Ministry' }),
				rowWith({ reference: draft, titleEn: 'Said better' }),
				rowWith({ titleEn: 'Second of two' })
			])
		);
		await confirm(id);
		await apply(id);
		const { rows, state } = await seen(id);
		expect(state).toBe('done');
		expect(await stored(rows[0]?.reference ?? '')).toMatchObject({
			titleEn: 'First of two',
			state: 'draft',
			leadAgency: 'Ministry'
		});
		expect(await stored(draft)).toMatchObject({
			titleEn: 'Said better',
			titleFr: null,
			version: 2
		});
		expect((rows[2]?.reference ?? '') > (rows[0]?.reference ?? '')).toBe(true);
		const events = (await everything()).events.filter(({ detail }) =>
			JSON.stringify(detail).includes(id)
		);
		expect(events.map(({ event }) => event)).toEqual([
			'commitment.created',
			'commitment.created',
			'commitment.changed',
			'commitment.imported'
		]);
		await apply(id);
		expect(
			(await everything()).events.filter(({ detail }) => JSON.stringify(detail).includes(id))
		).toHaveLength(4);
	});

	it('writes nothing when one of the rows has been changed by someone else since', async () => {
		const draft = await create();
		const id = await brought(await fileOf([rowWith(), rowWith({ reference: draft })]));
		const version = await versionOf(draft);
		await run('approver', (db, actor) =>
			changeCommitment(db, actor, draft, { ...CONTENT, titleEn: 'Theirs', version })
		);
		const before = (await everything()).commitments;
		await confirm(id);
		await apply(id);
		expect(await seen(id)).toMatchObject({ state: 'failed', failure: 'stale' });
		expect((await everything()).commitments).toEqual(before);
	});

	it('refuses rows for what the form would not take, naming the cell', async () => {
		const reviewed = await create();
		await submit(reviewed);
		const out = await published();
		const { email } = as('viewer') as Person;
		const id = await brought(
			await fileOf([
				rowWith({ titleEn: '' }),
				rowWith({ reference: out }),
				rowWith({ reference: out }),
				rowWith({ reference: reviewed }),
				rowWith({ reference: 'OTHER-0001' }),
				rowWith({ contactMailbox: email }),
				rowWith({ startsOn: '2028', dueOn: '2027' }),
				rowWith({ sourceUrl: 'javascript:alert(1)', titleEn: 'x'.repeat(301) }),
				rowWith({ sourceUrl: 'https://example.org/all.zip' })
			])
		);
		expect(await problems(id)).toEqual([
			'B2 language',
			'C3 on_record',
			'A4 duplicate',
			'C4 on_record',
			'C5 under_review',
			'A6 unknown_reference',
			'T7 personal_mailbox',
			'W8 date_order',
			'B9 too_long',
			'X9 web_address',
			'X10 media'
		]);
	});

	it('[TRUST 35] tells of addresses that look like people’s before it is written, and refuses a pasted file', async () => {
		const said = { titleEn: 'Asked', descriptionEn: 'Ask jane.doe@example.org or info@x.org.' };
		const id = await brought(await fileOf([rowWith(said)]));
		expect((await seen(id)).addresses).toEqual(['jane.doe@example.org']);
		const pasted = { ...said, descriptionEn: 'data:image/png;base64,iVBORw0KGgo=' };
		const other = await brought(await fileOf([rowWith(pasted)]));
		expect(await problems(other)).toEqual([expect.stringContaining('pasted_file')]);
	});

	it('lets no one else see it or go on with it', async () => {
		const id = await brought(await fileOf([rowWith()]));
		for (const who of ['stranger', 'approver', 'editor'])
			await refuses(
				run(who, (db, actor) => confirmImport(db, actor, id)),
				'not_found'
			);
	});
});

describe('exporting and importing again', () => {
	const text = fc
		.string({
			unit: fc.constantFrom(...'=+-@\'"\t\n ,;é\u00a0😀_x0041aA1<&'),
			minLength: 1,
			maxLength: 40
		})
		.map((made) => `${made}.`);

	it.each([
		{ locale: 'en' as const, format: 'xlsx' as const },
		{ locale: 'fr' as const, format: 'xlsx' as const },
		{ locale: 'en' as const, format: 'csv' as const },
		{ locale: 'fr' as const, format: 'csv' as const }
	])('changes nothing: $format in $locale', async (given) => {
		const added = fc.sample(
			fc.record({ titleEn: text, descriptionFr: text, measureEn: text, leadAgency: text }),
			60
		);
		await run('contributor', (db, actor) =>
			writeCommitments(db, actor, {
				organisationId: world.owner.id,
				importId: 'test',
				added: added.map((one) => ({
					...CONTENT,
					...Object.fromEntries(
						Object.entries(one).map(([key, value]) => [key, value.trim().normalize('NFC')])
					),
					supportingAgencies: ['Border Services', 'Courts, and Tribunals'],
					subdivisions: ['CA-QC', 'US-CA'],
					unfunded: true
				})),
				changed: []
			})
		);
		const id = await brought(await exported(given));
		const { counts, total, rows } = await seen(id);
		expect(rows.filter(({ verdict }) => verdict !== 'unchanged')).toEqual([]);
		expect(counts.unchanged).toBe(total);
		await refuses(confirm(id), 'wrong_state');
		await asSystem((db) => db.delete(t.imports));
	});
});
