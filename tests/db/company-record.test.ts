import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { reviewAcross } from '#lib/assessments/queries.server.ts';
import { companyRecord } from '#lib/comparison/queries/company.server.ts';
import { listFindings } from '#lib/frameworks/queries/findings.server.ts';
import { getPrincipleText } from '#lib/frameworks/queries/principles.server.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { fileOfTitles } from '../framework-file.ts';
import { as, attest } from './assessment-world.ts';
import { cycleOf, RATINGS, setVersions, type Versions } from './versions-stage.ts';
import { asSystem } from './world.ts';

let set: Versions;
afterAll(closeDatabase);

describe('the page of a company that answered two versions', () => {
	const recordOf = (cycle?: string) =>
		withActor(PUBLIC, (db) => companyRecord(db, PUBLIC, 'owner', cycle));
	const shownIn = async (cycle?: string) => {
		const { version, principles, elsewhere } = await recordOf(cycle);
		return {
			version,
			elsewhere: elsewhere.map(({ text }) => text.en),
			principles: principles.map(({ title, page, answer: said, findings }) => [
				title.en,
				page,
				said?.rating,
				...findings.map(({ text }) => text.en)
			])
		};
	};

	beforeAll(async () => {
		set = await setVersions();
		const { versions } = set;
		await set.publish((await set.start(await cycleOf(versions.second, 'new', '2026-01-01'))).id);
		const another = await set.load(fileOfTitles(['One', 'Two', 'Three'], { key: 'another' }));
		// Newer, and under a key that a cycle of the Principles has too.
		await set.publish((await set.start(await cycleOf(another, 'new', '2026-05-01'), [4, 4, 4])).id);
		await asSystem(async (db) => {
			const asked = await db.select().from(t.requirements);
			const found = (frameworkId: string, number: number, textEn: string) => ({
				organisationId: set.stage.world.owner.id,
				requirementId: only(
					asked.filter((one) => one.frameworkId === frameworkId && one.number === number)
				).id,
				voice: 'civil_society' as const,
				direction: 'practice' as const,
				textEn,
				sourceUrl: 'https://example.org/found'
			});
			await db
				.insert(t.findings)
				.values([
					found(versions.first, 1, 'On kept'),
					found(versions.first, 3, 'On changed'),
					found(versions.second, 1, 'On added')
				]);
		});
	}, 180_000);

	it('has answers and findings under the principles of the version that was answered', async () => {
		expect(await shownIn()).toEqual({
			version: '2026-03',
			elsewhere: ['On changed'],
			principles: [
				['Added', 1, 1, 'On added'],
				['Kept', 2, 2, 'On kept'],
				['Said otherwise', 3, 3],
				['Changed more', 4, 4],
				['Forgotten', 5, 0]
			]
		});
		expect(await shownIn('new')).toEqual(await shownIn());
		expect(await shownIn('old')).toEqual({
			version: '2020',
			elsewhere: ['On added'],
			principles: [
				['Kept', 2, 1, 'On kept'],
				['Reworded', 3, 2],
				['Changed', null, 3, 'On changed'],
				['Dropped', null, 4],
				['Forgotten', null, 0]
			]
		});
	});

	it('lays its cycles under each other where they may be compared, and breaks where not', async () => {
		const { course, cycles } = await recordOf('old');
		expect(course?.version).toBe('2026-03');
		expect(course?.cycles.map(({ version, ratings }) => [version, ratings])).toEqual([
			['2020', [null, 1, 2, null, null]],
			['2026-03', RATINGS]
		]);
		expect(cycles.map(({ key }) => key)).toEqual(['new', 'old']);
	});

	it('has the findings of each principle alone on the page of that one', async () => {
		const onPage = (number: number) =>
			withActor(PUBLIC, async (db) => {
				const { id } = await getPrincipleText(db, number);
				return (await listFindings(db, { requirement: id })).map(({ text }) => text.en);
			});
		expect(await onPage(1)).toEqual(['On added']);
		expect(await onPage(2)).toEqual(['On kept']);
		expect(await onPage(3)).toEqual([]);
	});
});

it('what was decided on a requirement before stands beside it in a review of the version after', async () => {
	await asSystem(async (db) => {
		const given = await db.select().from(t.answers);
		await db
			.insert(t.answerReviews)
			.values(
				given.map(({ assessmentId, requirementId, narrative }) => ({
					assessmentId,
					requirementId,
					organisationId: set.stage.world.owner.id,
					revision: 1,
					comment: `${narrative}: well.`,
					reviewerId: set.who('editor').userId
				}))
			)
			.onConflictDoNothing();
	});
	const cycle = await cycleOf(set.versions.second, 'third', '2026-06-01');
	const { id } = await set.start(cycle, [1, 1, 2, 3, 0]);
	await attest(set.who('approver'), id);
	const before = async (number: number) => {
		const { rows } = await as(set.who('editor'), reviewAcross, { cycle, number });
		return rows.flatMap(({ earlier }) => earlier.map((one) => [one.cycle.en, one.comment]));
	};
	expect(await before(1)).toEqual([['Cycle new', 'Said of 1: well.']]);
	expect(await before(2)).toEqual([['Cycle old', 'Said of 1: well.']]);
	expect(await before(3)).toEqual([['Cycle old', 'Said of 2: well.']]);
	expect(await before(4)).toEqual([]);
	expect(await before(5)).toEqual([['Cycle new', 'Said of 5: well.']]);
});
