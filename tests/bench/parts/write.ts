import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Actor } from '#lib/access/actor.ts';
import { publishCommitment, submitCommitment } from '#lib/commitments/commands/decide.server.ts';
import { acceptUpdate } from '#lib/commitments/commands/decide-update.server.ts';
import { createCommitment } from '#lib/commitments/commands/draft.server.ts';
import { postUpdate } from '#lib/commitments/commands/report.server.ts';
import { getCommitment } from '#lib/commitments/queries.server.ts';
import { commitmentInput } from '#lib/commitments/schema.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { commitmentUpdates, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { asSystem, organisation, person } from '../../db/world.ts';
import type { Ground } from '../ground.ts';
import { median, timeOf } from '../rounds.ts';
import { milliseconds, type Row } from '../table.ts';

const WRITES = 40;
const run = <T>(actor: Actor, work: (db: Db, actor: Actor) => Promise<T>) =>
	withActor(actor, (db) => work(db, actor));

/**
 * (g) An update reported and accepted, each with its entry in the audit log and its notifications, accepting also with
 * what is written for reading and with every instance told: against the bare insert of the same row by `pg`.
 */
export async function writes(ground: Ground): Promise<Row[]> {
	const base = await ground.base();
	// Somebody keeps pages, so whoever publishes waits until they have heard.
	const server = await ground.server('writes', base);
	const admin = new pg.Client({ connectionString: atCluster(ground, base.environment) });
	// A run that is cut short ends the database too.
	admin.on('error', () => {});
	await admin.connect();
	const times = { post: [] as number[], accept: [] as number[], bare: [] as number[] };
	await base.within(async () => {
		const { reporter, editor, reference, commitmentId, ownerId } = await published();
		for (let round = -3; round < WRITES; round++) {
			const note = `What was done, and by whom, number ${round}. `.repeat(5);
			const noted = (name: keyof typeof times, time: number) =>
				round >= 0 && times[name].push(time);
			let id = '';
			noted(
				'post',
				await timeOf(async () => {
					id = await run(reporter, (db, actor) => postUpdate(db, actor, reference, update(note)));
				})
			);
			const seen = await sentAt(id);
			noted(
				'accept',
				await timeOf(() => run(editor, (db, actor) => acceptUpdate(db, actor, id, { seen })))
			);
			noted(
				'bare',
				await timeOf(() =>
					admin.query({
						name: 'bare',
						text: `insert into commitment_updates (id, commitment_id, owner_id, state, status, basis, as_of, note_en, created_by)
							values ($1, $2, $3, 'posted', 'on_track', 'owner', '2026-10', $4, $5)`,
						values: [randomUUID(), commitmentId, ownerId, note, reporter.userId]
					})
				)
			);
		}
	});
	await admin.end();
	await server.stop();
	const bare = median(times.bare);
	return (['post', 'accept'] as const).map((name) => {
		const own = median(times[name]);
		return {
			part: 'g',
			what:
				name === 'post'
					? 'an update reported: with audit entry and notifications'
					: 'an update accepted: with audit entry, read models, notification, instances told',
			ratio: own / bare,
			ours: milliseconds(own),
			against: `bare insert by pg ${milliseconds(bare)}`,
			figures: { own, bare }
		};
	});
}

/** The same database, as a superuser whom no rule holds up. */
function atCluster(ground: Ground, environment: Record<string, string>): string {
	const url = new URL(ground.cluster.url);
	url.pathname = new URL(environment.DATABASE_URL ?? '').pathname;
	return url.href;
}

const update = (noteEn: string) => ({
	token: randomUUID(),
	status: 'on_track' as const,
	asOf: '2026-10',
	noteEn,
	noteFr: null,
	challengesEn: null,
	challengesFr: null,
	milestonesDone: [],
	moves: [],
	newMilestones: [],
	targetValues: [],
	evidence: []
});

/** When it was sent: whoever accepts it names what they have seen. */
const sentAt = (id: string) =>
	asSystem(async (db) => {
		const [row] = await db
			.select({ at: commitmentUpdates.createdAt })
			.from(commitmentUpdates)
			.where(eq(commitmentUpdates.id, id));
		return only([row?.at].filter((at) => at !== undefined));
	});

/** A commitment that is public, who reports on it and who accepts that. */
async function published() {
	const mark = randomUUID().slice(0, 8);
	const ministry = await organisation('government', `${mark}-ministry`);
	// There is one, which the reference data may hold.
	const secretariat =
		(
			await asSystem((db) =>
				db.select().from(organisations).where(eq(organisations.kind, 'secretariat'))
			)
		)[0] ?? (await organisation('secretariat', `${mark}-secretariat`));
	const reporter = await person(ministry, 'contributor');
	// Whom it concerns is told of it.
	await person(ministry, 'approver');
	const editor = await person(secretariat, 'editor');
	const reference = await run(reporter, (db, actor) =>
		createCommitment(
			db,
			actor,
			commitmentInput.parse({
				ownerId: ministry.id,
				token: randomUUID(),
				kind: 'programme',
				titleEn: 'Train every police service',
				titleFr: 'Former tous les services de police',
				descriptionEn: 'A course for all.',
				startsOn: '2025',
				dueOn: '2027-03'
			})
		)
	);
	const read = () => run(reporter, (db, actor) => getCommitment(db, actor, reference));
	const submitted = await read();
	await run(reporter, (db, actor) =>
		submitCommitment(db, actor, reference, { version: submitted.version })
	);
	const { id, version } = await read();
	await run(editor, (db, actor) => publishCommitment(db, actor, reference, { version }));
	return { reporter, editor, reference, commitmentId: id, ownerId: ministry.id };
}
