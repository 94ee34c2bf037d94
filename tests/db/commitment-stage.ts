import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import type { RefusalReason } from '#lib/access/refusal.ts';
import { publishCommitment, submitCommitment } from '#lib/commitments/commands/decide.server.ts';
import { acceptUpdate } from '#lib/commitments/commands/decide-update.server.ts';
import { createCommitment } from '#lib/commitments/commands/draft.server.ts';
import { postUpdate } from '#lib/commitments/commands/report.server.ts';
import { getCommitment } from '#lib/commitments/queries.server.ts';
import type { CommitmentContent } from '#lib/commitments/schema.ts';
import type { UpdateContent, UpdateInput } from '#lib/commitments/update-schema.ts';
import { withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { asSystem, cast, type Cast } from './world.ts';

export const CONTENT: CommitmentContent = {
	kind: 'programme',
	forumKey: null,
	pillarId: null,
	requirements: [],
	titleEn: 'Train every police service',
	titleFr: 'Former tous les services de police',
	descriptionEn: 'A course for all.',
	descriptionFr: null,
	baselineEn: null,
	baselineFr: null,
	measureEn: null,
	measureFr: null,
	unfunded: false,
	contactMailbox: null,
	leadAgency: null,
	supportingAgencies: [],
	subdivisions: [],
	legalBasisEn: null,
	legalBasisFr: null,
	announcedOn: null,
	startsOn: '2025',
	dueOn: '2027-03',
	sourceUrl: null
};
export const UPDATE: UpdateContent = {
	status: 'at_risk',
	asOf: '2026-10',
	noteEn: 'Half of the services are trained.',
	noteFr: null,
	challengesEn: null,
	challengesFr: null,
	milestonesDone: [],
	moves: [],
	newMilestones: [],
	targetValues: [],
	evidence: [{ url: 'https://example.org/report', title: 'Report', publisher: null }]
};
export const MILESTONE = {
	titleEn: 'First course',
	titleFr: null,
	dueOn: '2026',
	status: 'open' as const,
	completedOn: null
};
export const TARGET = {
	titleEn: 'Police services trained',
	titleFr: null,
	unitEn: 'services',
	unitFr: null,
	baseline: 10,
	target: 40,
	dueOn: '2027'
};
export const FUNDING = {
	amountMinor: 2_224_000_000,
	currency: 'CAD',
	fiscalPeriod: '2026-27',
	recipient: null,
	stage: 'announced' as const,
	sourceUrl: null
};

/** Everyone there is, once `setTheStage` has run. */
export let world: Cast;

export async function setTheStage(): Promise<void> {
	world = await cast('government');
}

/** Puts an organisation into a country, which is made where it is not there. */
export const inCountry = (code: string, { id }: { id: string }) =>
	asSystem(async (db) => {
		await db
			.insert(t.countries)
			.values({ code, iso3: `${code}X`, nameEn: code, nameFr: code })
			.onConflictDoNothing();
		await db.update(t.organisations).set({ countryCode: code }).where(eq(t.organisations.id, id));
	});

export const as = (name: string) => world.actors[name] as Actor;
export const run = <T>(name: string, work: (db: Db, actor: Actor) => Promise<T>) =>
	withActor(as(name), (db) => work(db, as(name)));

export const create = (content: Partial<CommitmentContent> = {}) =>
	run('contributor', (db, actor) =>
		createCommitment(db, actor, {
			...CONTENT,
			...content,
			ownerId: world.owner.id,
			token: randomUUID()
		})
	);
export const versionOf = async (reference: string) =>
	(await run('contributor', (db, actor) => getCommitment(db, actor, reference))).version;
export const submit = async (reference: string) => {
	const version = await versionOf(reference);
	await run('contributor', (db, actor) => submitCommitment(db, actor, reference, { version }));
};
export const publish = async (reference: string) => {
	const version = await versionOf(reference);
	await run('editor', (db, actor) => publishCommitment(db, actor, reference, { version }));
};
/** A published commitment of the owner in which these organisations take part, as they stand. */
export const shared = async (...organisations: { id: string }[]) => {
	const reference = await create();
	await asSystem(async (db) => {
		const [row] = await db
			.select()
			.from(t.commitments)
			.where(eq(t.commitments.reference, reference));
		await db.insert(t.commitmentParticipants).values(
			organisations.map(({ id }, index) => ({
				commitmentId: row?.id ?? '',
				organisationId: id,
				position: index + 1
			}))
		);
	});
	await submit(reference);
	await publish(reference);
	return reference;
};
export const published = async () => {
	const reference = await create();
	await submit(reference);
	await publish(reference);
	return reference;
};
/** A link under a commitment, as it stands. */
export const evidenceOf = (reference: string, url: string) =>
	asSystem(async (db) => {
		const [row] = await db
			.select({ commitmentId: t.commitments.id })
			.from(t.commitments)
			.where(eq(t.commitments.reference, reference));
		await db.insert(t.evidence).values({ commitmentId: row?.commitmentId, url, title: 'Evidence' });
	});
export const post = (reference: string, over: Partial<Omit<UpdateInput, 'token'>> = {}) =>
	run('contributor', (db, actor) =>
		postUpdate(db, actor, reference, { ...UPDATE, ...over, token: randomUUID() })
	);
export const sentAt = (id: string) =>
	asSystem(async (db) => {
		const [row] = await db.select().from(t.commitmentUpdates).where(eq(t.commitmentUpdates.id, id));
		return new Date(row?.createdAt ?? 0);
	});
export const accept = async (id: string) => {
	const seen = await sentAt(id);
	await run('editor', (db, actor) => acceptUpdate(db, actor, id, { seen }));
};

/** Everything that a commitment is made of, to tell whether anything has changed. */
export const everything = () =>
	asSystem(async (db) => ({
		commitments: await db.select().from(t.commitments).orderBy(t.commitments.id),
		participants: await db
			.select()
			.from(t.commitmentParticipants)
			.orderBy(t.commitmentParticipants.commitmentId, t.commitmentParticipants.organisationId),
		milestones: await db.select().from(t.milestones).orderBy(t.milestones.id),
		targets: await db.select().from(t.commitmentTargets).orderBy(t.commitmentTargets.id),
		figures: await db
			.select()
			.from(t.targetValues)
			.orderBy(t.targetValues.targetId, t.targetValues.updateId),
		funding: await db.select().from(t.fundingLines).orderBy(t.fundingLines.id),
		updates: await db.select().from(t.commitmentUpdates).orderBy(t.commitmentUpdates.id),
		evidence: await db.select().from(t.evidence).orderBy(t.evidence.id),
		events: await db.select().from(t.auditEvents).orderBy(t.auditEvents.seq),
		mails: await db.select().from(t.mailOutbox).orderBy(t.mailOutbox.id)
	}));

export async function refuses(work: Promise<unknown>, reason: RefusalReason) {
	await expect(work).rejects.toMatchObject({ name: 'Refusal', reason });
}
