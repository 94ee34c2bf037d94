import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Person } from '#lib/access/actor.ts';
import {
	discloseOwn,
	publishAssessment,
	submitAssessment
} from '#lib/assessments/commands.server.ts';
import {
	getAttestation,
	publishedAssessment,
	readAggregates
} from '#lib/assessments/queries.server.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { answers, assessments } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { accept, answered, as, cycle, framework, refusal, setStage } from './assessment-world.ts';
import type { Stage } from './assessment-world.ts';
import { organisation, person } from './world.ts';

let stage: Stage;
let cycleId: string;
const governments: { slug: string; approver: Person; id: string }[] = [];

/** A government's assessment, from the first answer to publication. */
async function publish(slug: string) {
	const government = await organisation('government', slug);
	const contributor = await person(government, 'contributor');
	const approver = await person(government, 'approver');
	const id = await answered(contributor, { organisationId: government.id, cycleId });
	const { seen } = await as(approver, getAttestation, id);
	await as(approver, submitAssessment, id, { name: 'A', title: 'B', confirm: 'on', seen });
	await accept(stage.who('editor'), id);
	await as(stage.who('publisher'), publishAssessment, id, { revision: 1 });
	governments.push({ slug, approver, id });
	return governments.at(-1) as (typeof governments)[number];
}

const sums = () => withActor(PUBLIC, (db) => readAggregates(db, 'national'));
const disclose = (one: { id: string; approver: Person }, yes = true) =>
	as(one.approver, discloseOwn, one.id, { disclose: yes });

/** What is stored about an assessment, as far as the public may see it. */
const publicRows = (id: string) =>
	withActor(PUBLIC, async (db) => ({
		assessments: await db.select().from(assessments).where(eq(assessments.id, id)),
		answers: await db.select().from(answers).where(eq(answers.assessmentId, id))
	}));

beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	const national = await framework('national', {
		audience: 'governments',
		disclosure: 'aggregate_only'
	});
	cycleId = (await cycle(national, 'n1')).id;
}, 60_000);
afterAll(closeDatabase);

describe('a framework that is shown in aggregate only', () => {
	it('says nothing of four, nor of any one of them', async () => {
		for (const slug of ['land-a', 'land-b', 'land-c', 'land-d']) await publish(slug);
		expect((await sums()).cycles).toEqual([]);
		for (const { slug, id } of governments) {
			expect(await as(PUBLIC, publishedAssessment, slug)).toBeNull();
			expect(await as(stage.who('stranger'), publishedAssessment, slug)).toBeNull();
			expect(await publicRows(id)).toEqual({ assessments: [], answers: [] });
		}
	});

	it('sums up five, not applicable apart from every rating', async () => {
		await publish('land-e');
		const [first] = (await sums()).cycles;
		expect(first).toMatchObject({ key: 'n1', organisations: 5 });
		expect(first?.requirements.map(({ counts }) => counts)).toEqual([
			[0, 0, 5, 0, 0, 0],
			[0, 0, 0, 0, 5, 0],
			[0, 0, 0, 0, 0, 5]
		]);
	});

	it('lets no later answer be told from the difference of two sums', async () => {
		await publish('land-f');
		expect((await sums()).cycles).toMatchObject([{ organisations: 5 }]);
	});

	it('shows a government’s own once its approver has said so, and then for good', async () => {
		const last = governments[5] as (typeof governments)[number];
		const viewer = stage.who('contributor');
		expect(await refusal(as(viewer, discloseOwn, last.id, { disclose: true }))).toBe('not_found');
		const tired = { ...last.approver, provedAt: 0 };
		expect(await refusal(disclose({ ...last, approver: tired }))).toBe('prove_again');
		await disclose(last);
		const shown = await as(PUBLIC, publishedAssessment, last.slug);
		expect(shown?.answers.map(({ cell }) => cell)).toEqual(['rating', 'hidden', 'hidden']);
		expect(JSON.stringify(await publicRows(last.id))).not.toMatch(/SAID TO (PARTNERS|THE SECR)/);
		expect(await refusal(disclose(last, false))).toBe('wrong_state');
	});

	it('withdraws the sum once fewer than five of it keep their own to themselves', async () => {
		expect((await sums()).cycles).toHaveLength(1);
		await disclose(governments[0] as (typeof governments)[number]);
		expect((await sums()).cycles).toEqual([]);
	});
});

describe('a framework that shows each', () => {
	it('leaves nothing to choose', async () => {
		const where = await stage.inNewCycle();
		const id = await answered(stage.who('contributor'), where);
		const approver = stage.who('approver');
		expect(await refusal(disclose({ id, approver }))).toBe('wrong_state');
		const { seen } = await as(approver, getAttestation, id);
		await as(approver, submitAssessment, id, { name: 'A', title: 'B', confirm: 'on', seen });
		expect(await refusal(disclose({ id, approver }))).toBe('not_allowed');
	});
});
