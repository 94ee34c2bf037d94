import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import {
	publishAssessment,
	saveAnswer,
	startAssessment
} from '#lib/assessments/commands.server.ts';
import { getOwnAssessment } from '#lib/assessments/queries.server.ts';
import { answerFigure } from '#lib/comparison/questions.server.ts';
import { loadFramework } from '#lib/frameworks/commands/load.server.ts';
import type { FrameworkFile } from '#lib/frameworks/file-schema.ts';
import { textOf } from '#lib/frameworks/queries/file.server.ts';
import { VOLUNTARY_PRINCIPLES, type Rating } from '#lib/frameworks/vocabulary.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { twoVersions } from '../framework-file.ts';
import { accept, answer, as, attest, setStage, type Stage } from './assessment-world.ts';
import { asSystem } from './world.ts';

let stage: Stage;
let versions: Record<'first' | 'second', string>;
const who = (name: string) => stage.who(name);
const load = async (file: FrameworkFile) =>
	(await as(who('administrator'), loadFramework, { text: textOf(file), token: randomUUID() }))
		.split('/')
		.at(-1) ?? '';

async function cycleOf(frameworkId: string, key: string, opensOn: string) {
	const made = await asSystem(async (db) =>
		only(
			await db
				.insert(t.cycles)
				.values({
					frameworkId,
					key,
					nameEn: `Cycle ${key}`,
					nameFr: `Cycle ${key} (fr)`,
					opensOn,
					dueOn: '2040-01-01',
					closesOn: '2040-01-01'
				})
				.returning()
		)
	);
	return { organisationId: stage.world.owner.id, cycleId: made.id };
}

async function publish(id: string) {
	await attest(who('approver'), id);
	await accept(who('editor'), id);
	await as(who('publisher'), publishAssessment, id, { revision: 1 });
}

const RATINGS: Rating[] = [1, 2, 3, 4, 0];
const trend = (principle: number) =>
	withActor(PUBLIC, (db) => answerFigure(db, 'principle_trend', { principle }));

beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	const { first, second } = twoVersions(VOLUNTARY_PRINCIPLES);
	versions = { first: await load(first), second: '' };
	const id = await as(
		who('contributor'),
		startAssessment,
		await cycleOf(versions.first, 'old', '2024-01-01')
	);
	for (const [at, rating] of RATINGS.entries())
		await as(
			who('contributor'),
			saveAnswer,
			{ id, number: at + 1 },
			answer({ rating, narrative: `Said of ${at + 1}` })
		);
	await publish(id);
	versions.second = await load(second);
}, 180_000);
afterAll(closeDatabase);

describe('a new version of a framework', () => {
	it('leaves the comparison with what is published under the one before', async () => {
		const { rows, note } = await trend(1);
		expect(rows).toMatchObject([{ rated: 1, rating_1: 1 }]);
		expect(note?.en ?? '').not.toContain('not comparable');
	});

	it('takes over what was said where it may be compared, and nothing else', async () => {
		const start = await cycleOf(versions.second, 'new', '2026-01-01');
		const id = await as(who('contributor'), startAssessment, { ...start, carry: true });
		const { requirements } = await as(who('contributor'), getOwnAssessment, id);
		expect(requirements.map((one) => one.answer?.narrative ?? null)).toEqual([
			null,
			'Said of 1',
			'Said of 2',
			null,
			null
		]);
		for (const [at, rating] of RATINGS.entries()) {
			const version = requirements[at]?.answer?.version ?? 0;
			await as(
				who('contributor'),
				saveAnswer,
				{ id, number: at + 1 },
				answer({ rating, narrative: 'Said anew.', version })
			);
		}
		await publish(id);
	});

	it('goes on with a trend under another number, and says where one breaks', async () => {
		const kept = await trend(2);
		expect(kept.rows).toMatchObject([
			{ cycle: { en: 'Cycle old' }, rated: 1, rating_1: 1 },
			{ cycle: { en: 'Cycle new' }, rated: 1, rating_2: 1 }
		]);
		expect(kept.note?.en).not.toContain('not comparable');

		for (const broken of [1, 4, 5]) {
			const { rows, chart, note } = await trend(broken);
			expect(rows).toMatchObject([
				{
					cycle: { en: 'Cycle old: not comparable', fr: 'Cycle old (fr) : non comparable' },
					rated: null,
					assessed: null
				},
				{ cycle: { en: 'Cycle new' }, rated: 1 }
			]);
			expect(chart.labels[0]?.en).toBe('Cycle old: not comparable');
			expect(chart.series.map(({ values }) => values[0])).toEqual([null, null, null, null, null]);
			expect(chart.summary.en).toContain('version 2020');
			expect(note?.fr).toContain('version 2020');
		}
	});

	it('keeps what is asked about a cycle of the version before', async () => {
		const { rows } = await withActor(PUBLIC, (db) =>
			answerFigure(db, 'principle_distribution', { principle: 4, cycle: 'old' })
		);
		expect(rows.find(({ key }) => key === 'rating_4')).toMatchObject({ count: 1 });
	});
});
