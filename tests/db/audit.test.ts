import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Head } from '#lib/audit/chain.ts';
import { readHeads, writeHead } from '#lib/audit/chain.ts';
import { record } from '#lib/audit/record.server.ts';
import { verifyChain } from '#lib/audit/verify.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { ownedDatabase } from '../database.ts';
import { asSystem } from './world.ts';

const SYSTEM = { kind: 'system', task: 'audit' } as const;
const ENTRIES = 12;

let asOwner: (statements: string) => Promise<void>;

beforeAll(async () => {
	const opened = await ownedDatabase();
	useDatabase(opened.database);
	asOwner = opened.asOwner;
	for (let n = 1; n <= ENTRIES; n += 1)
		await asSystem((db) =>
			record(
				db,
				SYSTEM,
				'reference.loaded',
				{ type: 'reference', id: `r${n}` },
				{ name: 'É 😀', n }
			)
		);
	// Who owns the tables can take the lock off; that is what the chain is for.
	await asOwner(`
		alter table audit_events disable trigger audit_events_append_only;
		create table kept as select * from audit_events`);
}, 60_000);
beforeEach(() => asOwner('delete from audit_events; insert into audit_events select * from kept'));
afterAll(closeDatabase);

const verified = (heads?: readonly Head[]) =>
	withActor(SYSTEM, async (db) => {
		const { breaks, lost, head } = await verifyChain(db, heads);
		return { breaks, lost, head };
	});

/** Makes every entry from this one on follow the one before it again, as whoever knows the rule would. */
const REFORGE = (from: number) => `
	do $$ declare one audit_events; before text; begin
		select hash into before from audit_events where seq = ${from - 1};
		for one in select * from audit_events where seq >= ${from} order by seq loop
			one.prev := before;
			one.hash := audit_hash(one);
			update audit_events set prev = one.prev, hash = one.hash where seq = one.seq;
			before := one.hash;
		end loop;
	end $$`;

describe('[TRUST 63] the chain of the log', () => {
	it('is whole as it was recorded, whatever signs its entries hold', async () => {
		const { breaks, lost, head } = await verified();
		expect({ breaks, lost, seq: head.seq }).toEqual({ breaks: [], lost: [], seq: ENTRIES });
	});

	it('tells an entry that was altered', async () => {
		await asOwner(`update audit_events set detail = '{"n":4}' where seq = 3`);
		expect((await verified()).breaks).toEqual([{ seq: 3, what: 'altered' }]);
	});

	it('tells it of every field', async () => {
		for (const change of [
			`at = at + interval '1 millisecond'`,
			`actor_id = 'x'`,
			`organisation_id = 'x'`,
			`event = 'x'`,
			`subject_type = 'x'`,
			`subject_id = 'x'`
		]) {
			await asOwner(`update audit_events set ${change} where seq = 7`);
			expect((await verified()).breaks, change).toContainEqual({ seq: 7, what: 'altered' });
			await asOwner('delete from audit_events; insert into audit_events select * from kept');
		}
	});

	it('tells an altered entry with a hash of its own, by the one after it', async () => {
		await asOwner(`
			update audit_events set event = 'sign_in.completed' where seq = 3;
			update audit_events a set hash = audit_hash(a) where seq = 3`);
		expect((await verified()).breaks).toEqual([{ seq: 4, what: 'not_chained' }]);
	});

	it('tells an entry that was removed', async () => {
		await asOwner('delete from audit_events where seq = 3');
		expect((await verified()).breaks).toEqual([{ seq: 4, what: 'missing_before' }]);
	});

	it('tells the first ones that were removed', async () => {
		await asOwner('delete from audit_events where seq < 3');
		expect((await verified()).breaks).toEqual([{ seq: 3, what: 'missing_before' }]);
	});

	it('tells entries that changed places', async () => {
		await asOwner(`
			update audit_events set seq = -3 where seq = 3;
			update audit_events set seq = 3 where seq = 4;
			update audit_events set seq = 4 where seq = -3`);
		const { breaks } = await verified();
		expect(breaks).toContainEqual({ seq: 3, what: 'altered' });
		expect(breaks).toContainEqual({ seq: 4, what: 'altered' });
	});

	it('tells, by a head that was kept elsewhere, that its end was cut off', async () => {
		const { head } = await verified();
		await asOwner('delete from audit_events where seq > 8');
		expect(await verified([head])).toMatchObject({ breaks: [], lost: [head] });
	});

	it('tells likewise that it was made anew from some entry on', async () => {
		const kept = await verified();
		await asOwner(`update audit_events set event = 'x' where seq = 5; ${REFORGE(5)}`);
		expect(await verified()).toMatchObject({ breaks: [], lost: [] });
		expect(await verified([kept.head])).toMatchObject({ breaks: [], lost: [kept.head] });
	});

	it('still leads from the heads of earlier days, as a file keeps them', async () => {
		const { head } = await verified();
		await asSystem((db) => record(db, SYSTEM, 'reference.loaded', { type: 'reference', id: 'x' }));
		const file = `# a note\n${writeHead(head, new Date())}`;
		expect(readHeads(file)).toEqual([head]);
		expect(await verified(readHeads(file))).toMatchObject({ breaks: [], lost: [] });
	});

	it('is never forked by those who write at the same time', async () => {
		await Promise.all(
			Array.from({ length: 60 }, (_, n) =>
				asSystem(async (db) => {
					await db.execute(sql`select pg_sleep(random() / 100)`);
					await record(db, SYSTEM, 'reference.loaded', { type: 'reference', id: `p${n}` });
				})
			)
		);
		const { breaks, head } = await verified();
		expect({ breaks, seq: head.seq }).toEqual({ breaks: [], seq: ENTRIES + 60 });
	});
});
