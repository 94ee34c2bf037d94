import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Person } from '#lib/access/actor.ts';
import {
	beginReview,
	nudgeOrganisations,
	returnAssessment,
	startAssessment,
	submitAssessment
} from '#lib/assessments/commands.server.ts';
import {
	assessmentTasks,
	cycleProgress,
	getAttestation,
	getOwnAssessment,
	myAssessments
} from '#lib/assessments/queries.server.ts';
import { changeCycle } from '#lib/frameworks/commands.server.ts';
import { extendCycle } from '#lib/frameworks/commands/extend.server.ts';
import {
	inviteEndorsers,
	inviteOrganisations,
	uninvite
} from '#lib/frameworks/commands/invite.server.ts';
import { getCycle } from '#lib/frameworks/queries/cycles.server.ts';
import { listExtensions, publicCycles } from '#lib/frameworks/queries/extensions.server.ts';
import { termsSeen } from '#lib/frameworks/rules.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { answered, as, attest, refusal, review, setStage, type Stage } from './assessment-world.ts';
import { asSystem, organisation, person } from './world.ts';

let stage: Stage;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => stage.who(name);
const day = (offset: number) =>
	new Date(Date.now() + offset * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
const cycleIn = (id: string) =>
	asSystem(async (db) => only(await db.select().from(t.cycles).where(eq(t.cycles.id, id))));
const set = (id: string, columns: Partial<typeof t.cycles.$inferInsert>) =>
	asSystem((db) => db.update(t.cycles).set(columns).where(eq(t.cycles.id, id)));
const mailsTo = ({ email }: Person) =>
	asSystem((db) => db.select().from(t.mailOutbox).where(eq(t.mailOutbox.recipient, email)));
const more = (organisationId: string, until: string) => ({
	organisationId,
	until,
	reason: 'A new person took over.',
	token: randomUUID()
});
const progressOf = async (cycleId: string, organisationId: string, now?: Date) => {
	const cycle = await as(who('editor'), getCycle, cycleId);
	const { organisations } = await as(who('editor'), cycleProgress, cycle, now);
	return organisations.find(({ id }) => id === organisationId);
};

describe('who is invited', () => {
	it('is told once, in their language, and sees the cycle before it opens', async () => {
		const company = await organisation('company', 'guest-company');
		const contributor = await person(company, 'contributor');
		const viewer = await person(company, 'viewer');
		await asSystem((db) =>
			db.update(t.users).set({ locale: 'fr' }).where(eq(t.users.id, contributor.userId))
		);
		const { cycleId } = await stage.inNewCycle({ opens: 3, closes: 30 });
		const list = { organisations: [company.id] };
		expect(await refusal(as(who('publisher'), inviteOrganisations, cycleId, list))).toBe(
			'not_allowed'
		);
		await as(who('administrator'), inviteOrganisations, cycleId, list);
		await as(who('administrator'), inviteOrganisations, cycleId, list);
		const [mail, ...others] = await mailsTo(contributor);
		expect(others).toEqual([]);
		expect(mail?.subject).toMatch(/^Vous êtes invités à répondre\u00a0: Cycle c\d+ \(fr\)$/);
		expect(mail?.body).toContain('Nom de guest-company');
		expect(mail?.body).toContain('/fr/workspace/assessments');
		expect(await mailsTo(viewer)).toEqual([]);
		const mine = await as(contributor, assessmentTasks);
		expect(mine.find((one) => one.cycleId === cycleId)).toMatchObject({
			...{ invited: true, mayStart: false, opensOn: day(3) }
		});
		await as(who('administrator'), uninvite, cycleId, { organisationId: company.id });
		const after = await as(contributor, myAssessments);
		expect(after.some((one) => one.cycleId === cycleId)).toBe(false);
	});

	it('answers alone where only the invited do; an invitation stays once that has begun', async () => {
		const start = await stage.inNewCycle();
		const { organisationId, cycleId } = start;
		await set(cycleId, { invitationOnly: true });
		expect(await refusal(as(who('contributor'), startAssessment, start))).toBe('not_allowed');
		const offered = async () =>
			(await as(who('contributor'), myAssessments)).some((one) => one.cycleId === cycleId);
		expect(await offered()).toBe(false);
		await as(who('administrator'), inviteOrganisations, cycleId, {
			organisations: [organisationId]
		});
		expect(await offered()).toBe(true);
		await as(who('contributor'), startAssessment, start);
		expect(await refusal(as(who('administrator'), uninvite, cycleId, { organisationId }))).toBe(
			'wrong_state'
		);
	});

	it('can be all that endorsed the framework, by one press', async () => {
		const { cycleId, organisationId } = await stage.inNewCycle();
		const { frameworkId } = await cycleIn(cycleId);
		const endorser = await organisation('company', 'endorser');
		await asSystem((db) =>
			db.insert(t.endorsements).values({ frameworkId, organisationId: endorser.id })
		);
		await as(who('administrator'), inviteEndorsers, cycleId);
		await as(who('administrator'), inviteEndorsers, cycleId);
		expect((await progressOf(cycleId, endorser.id))?.invitedAt).toBeInstanceOf(Date);
		expect((await progressOf(cycleId, organisationId))?.invitedAt).toBeNull();
		const ministry = await organisation('government', 'not-asked');
		const wrong = { organisations: [ministry.id] };
		expect(await refusal(as(who('administrator'), inviteOrganisations, cycleId, wrong))).toBe(
			'not_found'
		);
	});
});

describe('more time for one organisation', () => {
	it('goes no further than the rule, each later than the last, with its reason on record', async () => {
		const { cycleId, organisationId } = await stage.inNewCycle({ closes: 2 });
		const give = (offset: number) =>
			refusal(as(who('administrator'), extendCycle, cycleId, more(organisationId, day(offset))));
		expect(await give(2)).toBe('beyond_rule');
		expect(await give(17)).toBe('beyond_rule');
		expect(await give(9)).toBe('done');
		expect(await give(9)).toBe('beyond_rule');
		expect(await give(16)).toBe('done');
		const given = await as(who('editor'), listExtensions, cycleId);
		expect(given.map(({ until }) => until)).toEqual([day(16), day(9)]);
		expect(given[0]).toMatchObject({ reason: 'A new person took over.' });
		const mails = await mailsTo(who('contributor'));
		expect(mails.filter(({ dedupeKey }) => dedupeKey.includes(cycleId))).toHaveLength(2);
		expect(
			await refusal(as(who('publisher'), extendCycle, cycleId, more(organisationId, day(16))))
		).toBe('not_allowed');
		const cycle = await cycleIn(cycleId);
		const cut = { ...cycle, extensionDays: 10, seen: termsSeen(cycle) };
		expect(await refusal(as(who('administrator'), changeCycle, cycleId, cut))).toBe('beyond_rule');
	});

	it('is counted for the public, and nobody is named', async () => {
		const { cycleId, organisationId } = await stage.inNewCycle();
		await as(who('administrator'), extendCycle, cycleId, more(organisationId, day(12)));
		await as(who('administrator'), extendCycle, cycleId, more(organisationId, day(14)));
		const read = await as(PUBLIC, (db) => publicCycles(db));
		expect(read.find(({ id }) => id === cycleId)).toMatchObject({
			...{ extended: 1, extensionDays: 14, closesOn: day(10) }
		});
		const seen = await as(PUBLIC, (db) => db.select().from(t.cycleExtensions));
		expect(seen).toEqual([]);
	});

	it('lets that organisation start and hand in after the others, until its own day', async () => {
		const start = await stage.inNewCycle({ opens: -30, closes: -1 });
		const { cycleId, organisationId } = start;
		expect(await refusal(as(who('contributor'), startAssessment, start))).toBe('not_open');
		await as(who('administrator'), extendCycle, cycleId, more(organisationId, day(5)));
		const mine = (await as(who('contributor'), myAssessments)).find(
			(one) => one.cycleId === cycleId
		);
		expect(mine).toMatchObject({ dueOn: day(5), mayStart: true, moreTimeUntil: day(5) });
		const id = await answered(who('contributor'), start);
		expect(await as(who('approver'), getOwnAssessment, id)).toMatchObject({
			...{ closed: false, days: { closesOn: day(5) } }
		});
		await attest(who('approver'), id);
	});
});

describe('after the last day', () => {
	it('a draft is kept and not handed in; what was returned is answered all the same', async () => {
		const inCycle = await stage.inNewCycle();
		const id = await answered(who('contributor'), inCycle);
		const late = new Date(Date.now() + 11 * 24 * 60 * 60 * 1000);
		const { seen } = await as(who('approver'), getAttestation, id);
		const words = { name: 'A. Name', title: 'Head', confirm: 'on' as const, seen };
		const approver = { ...who('approver'), provedAt: late.getTime() };
		expect(await refusal(as(approver, submitAssessment, id, words, late))).toBe('not_open');
		await attest(who('approver'), id);
		await as(who('editor'), beginReview, id);
		await as(who('editor'), returnAssessment, id, review(1, 'Please say more.'));
		const again = await as(who('approver'), getAttestation, id);
		expect(
			await refusal(as(approver, submitAssessment, id, { ...words, seen: again.seen }, late))
		).toBe('done');
	});
});

describe('how far organisations are', () => {
	it('is known by how many answers are complete, and by who got stuck; such are asked once a day', async () => {
		const inCycle = await stage.inNewCycle();
		const { cycleId, organisationId } = inCycle;
		const id = await answered(who('contributor'), inCycle);
		expect(await progressOf(cycleId, organisationId)).toMatchObject({
			...{ stage: 'in_progress', completed: 3, total: 3, mayBeNudged: false }
		});
		const chosen = { organisations: [organisationId] };
		const nudge = () => refusal(as(who('editor'), nudgeOrganisations, cycleId, chosen));
		expect(await nudge()).toBe('wrong_state');
		const longAgo = new Date(Date.now() - 10 * 24 * 60 * 60 * 1000);
		await asSystem(async (db) => {
			await db
				.update(t.assessmentProgress)
				.set({ savedAt: longAgo })
				.where(eq(t.assessmentProgress.assessmentId, id));
			await db
				.update(t.assessmentSteps)
				.set({ takenAt: longAgo })
				.where(eq(t.assessmentSteps.assessmentId, id));
		});
		expect(await progressOf(cycleId, organisationId)).toMatchObject({ stage: 'stuck' });
		expect(await nudge()).toBe('done');
		expect(await nudge()).toBe('done');
		const asked = (await mailsTo(who('contributor'))).filter(({ dedupeKey }) =>
			dedupeKey.startsWith(`cycle:nudged:${cycleId}`)
		);
		expect(asked).toHaveLength(1);
		const events = await asSystem((db) =>
			db
				.select()
				.from(t.auditEvents)
				.where(and(eq(t.auditEvents.event, 'cycle.reminded'), eq(t.auditEvents.subjectId, cycleId)))
		);
		expect(events[0]?.organisationId).toBe(organisationId);
	});
});
