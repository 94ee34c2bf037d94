import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { can, type Action, type Resource } from '#lib/access/policy.ts';
import { ASSESSMENT_STATES, VISIBILITIES, type Visibility } from '#lib/assessments/vocabulary.ts';
import { COMMITMENT_STATES, UPDATE_STATES } from '#lib/commitments/vocabulary.ts';
import { FINDING_STATES } from '#lib/frameworks/vocabulary.ts';
import { SUMMARY_STATES } from '#lib/summaries/vocabulary.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { plantEveryState } from './every-state.ts';
import { PROBES } from './probes.ts';
import { asSystem, cast, type Cast } from './world.ts';

/** Thrown to undo what a probe changed. */
class Undo extends Error {}

let database: Database;
let world: Cast;

beforeAll(async () => {
	database = await freshDatabase();
	useDatabase(database);
	world = await cast('company');
	await asSystem((db) => plantEveryState(db, world));
}, 60_000);

afterAll(closeDatabase);

/** Who the policy table lets read a record in each state, as the database is asked for the same. */
function readers(actor: Actor, action: Action, states: readonly string[]): string[] {
	return states
		.filter((state) => can(actor, action, { organisationId: world.owner.id, state } as Resource))
		.sort();
}

const visible = (actor: Actor, query: ReturnType<typeof sql>) =>
	withActor(actor, async (db) => {
		const result = (await db.execute(query)) as unknown as { rows: { seen: string }[] };
		return result.rows.map(({ seen }) => seen).sort();
	});

const eachActor = [
	'public',
	'stranger',
	'participant',
	'viewer',
	'contributor',
	'approver',
	'editor',
	'publisher',
	'administrator'
] as const;
const actorNamed = (name: string) => world.actors[name] as Actor;

describe.each(eachActor)('row-level security for %s', (name) => {
	it('shows the commitments that the policy table shows, with what hangs on them', async () => {
		const expected = readers(actorNamed(name), 'commitment.read', COMMITMENT_STATES);
		expect(await visible(actorNamed(name), sql`select state as seen from commitments`)).toEqual(
			expected
		);
		expect(await visible(actorNamed(name), sql`select title_en as seen from milestones`)).toEqual(
			expected
		);
		expect(
			await visible(
				actorNamed(name),
				sql`select c.state as seen from commitment_participants p join commitments c on c.id = p.commitment_id`
			)
		).toEqual(expected);
		expect(
			await visible(
				actorNamed(name),
				sql`select title as seen from evidence where commitment_id is not null`
			)
		).toEqual(expected);
	});

	it('shows what an owner and the secretariat discuss to those two', async () => {
		expect(
			await visible(actorNamed(name), sql`select body as seen from commitment_comments`)
		).toEqual(readers(actorNamed(name), 'comment.read', COMMITMENT_STATES));
	});

	it('shows the updates that the policy table shows', async () => {
		expect(
			await visible(actorNamed(name), sql`select state as seen from commitment_updates`)
		).toEqual(readers(actorNamed(name), 'update.read', UPDATE_STATES));
	});

	it('shows the wordings that the policy table shows', async () => {
		expect(
			await visible(actorNamed(name), sql`select state as seen from commitment_versions`)
		).toEqual(readers(actorNamed(name), 'rewording.read', UPDATE_STATES));
	});

	it('shows the answers that the policy table shows, each as far as its visibility allows', async () => {
		const actor = actorNamed(name);
		const own = ['viewer', 'contributor', 'approver'].includes(name);
		const secretariat = ['editor', 'publisher', 'administrator'].includes(name);
		const mayRead = (visibility: Visibility) =>
			own ||
			secretariat ||
			visibility === 'public' ||
			(visibility === 'partners' && name !== 'public');
		const expected = readers(actor, 'assessment.read', ASSESSMENT_STATES)
			.flatMap((state) =>
				VISIBILITIES.filter(mayRead).map((visibility) => `${state} ${visibility}`)
			)
			.sort();
		expect(
			await visible(actor, sql`select narrative || ' ' || visibility as seen from answers`)
		).toEqual(expected);
		expect(
			await visible(actor, sql`select title as seen from evidence where answer_id is not null`)
		).toEqual(expected);
	});

	it('shows a reviewer’s words to the secretariat, and to the owner once released', async () => {
		const seen = await visible(
			actorNamed(name),
			sql`select distinct released::text as seen from answer_reviews`
		);
		const own = ['viewer', 'contributor', 'approver'].includes(name);
		const secretariat = ['editor', 'publisher', 'administrator'].includes(name);
		expect(seen).toEqual(secretariat ? ['false', 'true'] : own ? ['true'] : []);
	});

	it('shows the findings that the policy table shows, with the replies to them', async () => {
		const expected = readers(actorNamed(name), 'finding.read', FINDING_STATES);
		expect(await visible(actorNamed(name), sql`select state as seen from findings`)).toEqual(
			expected
		);
		expect(await visible(actorNamed(name), sql`select body as seen from finding_replies`)).toEqual(
			expected
		);
	});

	it('shows the summaries that the policy table shows, with their figures', async () => {
		const expected = readers(actorNamed(name), 'summary.read', SUMMARY_STATES);
		expect(await visible(actorNamed(name), sql`select state as seen from summaries`)).toEqual(
			expected
		);
		expect(
			await visible(
				actorNamed(name),
				sql`select s.state as seen from figures f join summaries s on s.id = f.summary_id`
			)
		).toEqual(expected);
	});

	it('shows no session, no token, no mail and no account', async () => {
		for (const table of ['sessions', 'verification_tokens', 'accounts', 'mail_outbox'])
			await expect(
				withActor(actorNamed(name), (db) =>
					db.execute(sql`select * from ${sql.identifier(table)}`)
				),
				table
			).rejects.toThrow();
	});

	it('shows people only of the own organisation, to the secretariat all', async () => {
		const seen = await visible(actorNamed(name), sql`select name as seen from users`);
		const all = Object.values(world.actors).flatMap((a) => (a.kind === 'person' ? [a.name] : []));
		const prefix = { stranger: 'other', participant: 'partner' }[name as string] ?? 'owner';
		const expected =
			name === 'public'
				? []
				: ['editor', 'publisher', 'administrator'].includes(name)
					? all
					: all.filter((who) => who.endsWith(` ${prefix}`));
		expect(seen).toEqual(expected.sort());
	});
});

/** A change tried straight in SQL, past every check in TypeScript; undone afterwards. */
async function changed(actor: Actor, statement: ReturnType<typeof sql>): Promise<boolean> {
	let touched = 0;
	try {
		await withActor(actor, async (db) => {
			const result = (await db.execute(statement)) as unknown as {
				rowCount?: number | null;
				affectedRows?: number;
			};
			touched = result.affectedRows ?? result.rowCount ?? 0;
			throw new Undo();
		});
	} catch (thrown) {
		if (!(thrown instanceof Undo)) return false;
	}
	return touched > 0;
}

describe.each(Object.entries(PROBES))('past the policy table, to %s', (_, probe) => {
	it.each(eachActor)('%s may what the table says and no more', async (name) => {
		for (const state of probe.states) {
			const resource = {
				organisationId: world.owner.id,
				participantIds: [world.partner.id],
				state
			} as Resource;
			expect(await changed(actorNamed(name), probe.statement(state)), `${name} in ${state}`).toBe(
				can(actorNamed(name), probe.action, resource)
			);
		}
	});
});

describe('the database', () => {
	it('forces row-level security on every table', async () => {
		const { rows } = (await asSystem((db) =>
			db.execute(sql`
				select relname from pg_class
				where relkind = 'r' and relnamespace = 'public'::regnamespace
					and not (relrowsecurity and relforcerowsecurity)`)
		)) as unknown as { rows: unknown[] };
		expect(rows).toEqual([]);
	});

	it('runs no request as the owner of the tables or as a superuser', async () => {
		const { rows } = (await withActor({ kind: 'public' }, (db) =>
			db.execute(sql`
				select rolname, rolsuper, rolbypassrls,
					exists (select from pg_class c where c.relowner = r.oid and c.relkind = 'r') as owns
				from pg_roles r where rolname = current_user`)
		)) as unknown as { rows: unknown[] };
		expect(rows).toEqual([
			{ rolname: 'concord_app', rolsuper: false, rolbypassrls: false, owns: false }
		]);
	});

	it('lets nobody insert, change or remove an audit entry', async () => {
		for (const name of eachActor)
			for (const statement of [
				sql`insert into audit_events values (99, now(), null, null, 'x', 'x', 'x', '{}', '', 'x')`,
				sql`update audit_events set event = 'x'`,
				sql`delete from audit_events`
			])
				expect(await changed(actorNamed(name), statement)).toBe(false);
	});

	it('lets no author publish a summary, whoever asks and however', async () => {
		const publisher = world.actors.publisher as Actor & { kind: 'person' };
		await asSystem((db) =>
			db
				.update(t.summaries)
				.set({ authors: [publisher.userId] })
				.where(eq(t.summaries.state, 'in_review'))
		);
		expect(
			await changed(
				publisher,
				sql`update summaries set state = 'published', published_by = concord_user(), slug = 'mine' where state = 'in_review'`
			)
		).toBe(false);
	});

	it('leaves nothing of one actor to the next on the same connection', async () => {
		await withActor(actorNamed('approver'), (db) => db.execute(sql`select 1`));
		const { rows } = (await withActor({ kind: 'public' }, (db) =>
			db.execute(
				sql`select concord_user() as id, concord_organisations('reads')::text as reads, concord_secretariat() as staff`
			)
		)) as unknown as { rows: unknown[] };
		expect(rows).toEqual([{ id: null, reads: '{}', staff: false }]);
	});
});
