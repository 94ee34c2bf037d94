import { createHash, randomUUID } from 'node:crypto';
import { desc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '#lib/audit/verify.server.ts';
import { listCommitments } from '#lib/commitments/queries.server.ts';
import { commitmentFilters } from '#lib/commitments/schema.ts';
import { currentPackage, packageBody } from '#lib/exchange/package/current.server.ts';
import { removeText } from '#lib/removals/commands.server.ts';
import { textsAt } from '#lib/removals/queries.server.ts';
import { removalInput } from '#lib/removals/schema.ts';
import { REMOVABLE, type Removable } from '#lib/removals/vocabulary.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { getPublishedSummary } from '#lib/summaries/queries.server.ts';
import { filesIn } from '../package-reading.ts';
import { as, refusal } from './assessment-world.ts';
import { canary, ids, plantTexts, summary } from './removal-stage.ts';
import { who } from './summary-stage.ts';
import { asSystem } from './world.ts';

beforeAll(plantTexts, 60_000);
afterAll(closeDatabase);

const remove = (name: string, kind: Removable, passage = '') =>
	as(
		who(name),
		removeText,
		removalInput.parse({ text: `${kind}:${ids[kind]}${passage}`, ground: 'illegal', confirm: 'on' })
	);

/** Every row of every table that the portal's own work reads, and the data that were kept with editions, unpacked. */
async function everything(): Promise<string> {
	return asSystem(async (db) => {
		const rowsOf = async (query: ReturnType<typeof sql>) =>
			((await db.execute(query)) as unknown as { rows: Record<string, unknown>[] }).rows;
		const tables = await rowsOf(
			sql`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('summary_packages', 'actor_seal')`
		);
		const found: string[] = [];
		for (const { name } of tables)
			found.push(
				JSON.stringify(
					await rowsOf(
						sql`select to_jsonb(one)::text as row from ${sql.identifier(String(name))} one`
					)
				)
			);
		for (const { content } of await db.select().from(t.summaryPackages))
			found.push(...filesIn(content).values());
		return found.join('\n');
	});
}

const TOMBSTONE = /Removed by the secretariat on .+ because it may be against the law\./;

describe('a text that is removed at once', () => {
	it('stands in the public data before', async () => {
		const before = await everything();
		for (const kind of REMOVABLE)
			if (kind !== 'summary') expect(before, kind).toContain(`Quetzal ${kind} `);
		const kept = await asSystem(async (db) => only(await db.select().from(t.summaryPackages)));
		const packed = [...filesIn(kept.content).values()].join('\n');
		for (const kind of ['commitment', 'update', 'answer', 'finding'])
			expect(packed, kind).toContain(`Quetzal ${kind} `);
	});

	it('is found by the address of its page', async () => {
		const found = async (address: string) =>
			(await as(who('administrator'), textsAt, address)).map(({ kind }) => kind);
		expect(await found('https://concord.example/en/commitments/OWNER-0001?x=1')).toEqual([
			'commitment',
			'update',
			'comment'
		]);
		expect(await found('/fr/companies/owner')).toEqual([
			'answer',
			'review',
			'review_reply',
			'finding',
			'finding_reply'
		]);
		expect(new Set(await found(`/en/summaries/${summary.slug}`))).toEqual(
			new Set(['summary', 'summary_reply', 'summary_comment'])
		);
		expect(await found('/en/glossary')).toEqual([]);
	});

	it('is removed by an administrator alone, who has just proved who they are', async () => {
		for (const name of ['stranger', 'viewer', 'contributor', 'approver', 'editor', 'publisher'])
			expect(await refusal(remove(name, 'update')), name).toMatch(/not_found|not_allowed/);
		const administrator = who('administrator');
		const input = removalInput.parse({
			text: `update:${ids.update}`,
			ground: 'illegal',
			confirm: 'on'
		});
		expect(await refusal(as({ ...administrator, provedAt: 0 }, removeText, input))).toBe(
			'prove_again'
		);
		const other = { ...input, text: { ...input.text, id: randomUUID() } };
		expect(await refusal(as(administrator, removeText, other))).toBe('not_found');
		expect(removalInput.safeParse({ text: 'users:1', ground: 'illegal' }).success).toBe(false);
	});

	it.each(REMOVABLE.filter((kind) => kind !== 'summary'))(
		'%s: leaves no trace in any table, old version or kept file, and a sentence in its place',
		async (kind) => {
			await remove('administrator', kind);
			const after = await everything();
			expect(after).not.toContain(`Quetzal ${kind} `);
			expect(after).toMatch(TOMBSTONE);
		}
	);

	it('goes by passages where it is part of a summary, from every edition and its search', async () => {
		await remove('administrator', 'summary', ':1');
		const after = await everything();
		expect(after).not.toContain('One third is done.');
		expect(after).not.toContain('Le tiers est fait.');
		const shown = await withActor(who('public'), (db) => getPublishedSummary(db, summary.slug));
		expect(JSON.stringify(shown.passages)).toMatch(TOMBSTONE);
		expect(JSON.stringify(shown.passages)).toMatch(/Retiré par le secrétariat le .+ parce qu’il/);
		expect(shown.title.en).toBe('Progress in 2026');
	});

	it('leaves the title of a commitment, unless that is to go too, and is not searched any more', async () => {
		const search = (q: string) =>
			withActor(who('public'), async (db) =>
				(await listCommitments(db, who('public'), commitmentFilters.parse({ q }))).rows.map(
					({ reference }) => reference
				)
			);
		expect(await search('stays')).toEqual(['OWNER-0001']);
		expect(await search('Quetzal')).toEqual([]);
		await as(
			who('administrator'),
			removeText,
			removalInput.parse({
				text: `commitment:${ids.commitment}`,
				withTitle: 'on',
				ground: 'person',
				confirm: 'on'
			})
		);
		expect(await search('stays')).toEqual([]);
	});

	it('leaves other answers of the same document as they were attested', async () => {
		const { snapshot } = await asSystem(async (db) =>
			only(await db.select().from(t.assessmentRevisions))
		);
		expect(snapshot).toMatchObject({ answers: [{ number: 1 }, { narrative: 'What stays.' }] });
	});

	it('is in none of the data that are made anew', async () => {
		const body = packageBody(await currentPackage()) as ReadableStream<Uint8Array<ArrayBuffer>>;
		const made = filesIn(new Uint8Array(await new Response(body).arrayBuffer()));
		expect([...made.values()].join('\n')).not.toContain('Quetzal');
	});

	it('stays in the log by its hash, and the chain holds', async () => {
		const [entry] = await asSystem((db) =>
			db
				.select()
				.from(t.auditEvents)
				.where(eq(t.auditEvents.subjectId, ids.finding_reply))
				.orderBy(desc(t.auditEvents.seq))
		);
		expect(entry).toMatchObject({ event: 'content.removed', subjectType: 'finding' });
		const hash = createHash('sha256').update(canary('finding_reply', 'body')).digest('hex');
		expect(JSON.parse(entry?.detail ?? '{}')).toEqual({
			kind: 'finding_reply',
			ground: 'illegal',
			hashes: [hash]
		});
		const check = await withActor({ kind: 'system', task: 'audit' }, (db) => verifyChain(db));
		expect(check.breaks).toEqual([]);
	});

	it('gives way to nothing but the sentence that says so', async () => {
		const tried = withActor(who('administrator'), (db) =>
			db.execute(
				sql`select concord_remove_text('finding', ${ids.finding}::uuid, false, 'illegal', 'All is well.', 'Tout va bien.', '{}')`
			)
		);
		await expect(tried).rejects.toThrow();
	});

	it('opens no other way to change what is kept', async () => {
		const body = () =>
			asSystem(async (db) =>
				only(await db.select().from(t.summaries).where(eq(t.summaries.id, summary.id)))
			);
		const before = await body();
		for (const name of ['editor', 'publisher', 'administrator'])
			await withActor(who(name), async (db) => {
				await db.execute(sql`select set_config('concord.removing', 'yes', true)`);
				await db.execute(sql`update summaries set body_en = 'x' where id = ${summary.id}`);
			}).catch(() => undefined);
		expect(await body()).toEqual(before);
	});
});
