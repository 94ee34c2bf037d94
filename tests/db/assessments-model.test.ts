import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal, type RefusalReason } from '#lib/access/refusal.ts';
import { CELL_CODES, REVIEW_DECISIONS, VISIBILITIES } from '#lib/assessments/vocabulary.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { answers, assessments, requirements } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { attempt, readRows, type Scene } from './assessment-attempts.ts';
import {
	believed,
	expectKeptIn,
	expectSeparate,
	expectSound,
	held
} from './assessment-invariants.ts';
import { after, bringingOn } from './assessment-model-steps.ts';
import {
	ACTORS,
	may,
	nothingYet,
	NUMBERS,
	OPEN_TO,
	PUBLISHED_BEFORE,
	SAYINGS,
	TRANSITIONS,
	type Action,
	type Attempt,
	type Model,
	type Says
} from './assessment-model.ts';
import { cycle, framework, setStage, type Stage } from './assessment-world.ts';
import { asSystem, person } from './world.ts';

/** Another seed is another search: SEED=… looks elsewhere. */
const SEED = Number(process.env.SEED ?? 20261125);
const RUNS = Number(process.env.RUNS ?? 16);
const ATTEMPTS = 40;
/** So many more once it is published: nothing may move then. */
const AFTERWARDS = 6;
const ACTIONS = Object.keys(OPEN_TO) as Action[];

let stage: Stage;
let people: Record<string, Actor>;
const frameworks: { id: string }[] = [];
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	const { owner, secretariat, actors } = stage.world;
	people = {
		...actors,
		deputy: await person(owner, 'approver'),
		reviewer: await person(secretariat, 'editor')
	};
	for (const disclosure of ['per_organisation', 'aggregate_only'] as const) {
		const made = await framework(`shown ${disclosure}`, { disclosure });
		await publishBefore(made);
		frameworks.push(made);
	}
}, 60_000);
afterAll(closeDatabase);

/** What the company published a cycle ago, from which an assessment may begin. */
async function publishBefore({ id: frameworkId }: { id: string }): Promise<void> {
	const { id: cycleId } = await cycle({ id: frameworkId }, 'before', { opens: -400, closes: -300 });
	const organisationId = stage.world.owner.id;
	await asSystem(async (db) => {
		const asked = await db
			.select()
			.from(requirements)
			.where(eq(requirements.frameworkId, frameworkId));
		const publicRatings = [1, 1, CELL_CODES.notAnswered];
		const row = { cycleId, organisationId, publicRatings, publishedAt: new Date() };
		const { id: assessmentId } = only(
			await db
				.insert(assessments)
				.values({ ...row, state: 'published' })
				.returning()
		);
		const said = { assessmentId, organisationId, published: true, rating: 1, narrative: 'before' };
		await db
			.insert(answers)
			.values(
				asked
					.filter(({ number }) => PUBLISHED_BEFORE.includes(number))
					.map(({ id: requirementId }) => ({ ...said, requirementId }))
			);
	});
}

interface Tried extends Attempt {
	how: 'on' | 'able' | 'any';
	who: number;
}
const attempts = fc.record<Tried>({
	how: fc.constantFrom('on', 'on', 'on', 'able', 'able', 'any'),
	action: fc.constantFrom(...ACTIONS),
	by: fc.constantFrom(...ACTORS),
	who: fc.nat(11),
	number: fc.constantFrom(...NUMBERS),
	says: fc.constantFrom(...(Object.keys(SAYINGS) as Says[])),
	visibility: fc.constantFrom(...VISIBILITIES),
	rating: fc.option(fc.integer({ min: 0, max: 4 })),
	decision: fc.option(fc.constantFrom(...REVIEW_DECISIONS)),
	reasoned: fc.boolean(),
	settles: fc.boolean(),
	current: fc.constantFrom(true, true, true, false),
	proved: fc.constantFrom(true, true, true, false),
	later: fc.constantFrom(false, false, false, true),
	done: fc.boolean(),
	yes: fc.boolean()
});

/** The attempt as it is made: by anyone, by someone whom it is open to, or such that it brings things on. */
function bent(model: Model, { how, who, ...given }: Tried): Attempt {
	if (how === 'on') return bringingOn(model, given);
	const able = OPEN_TO[given.action];
	return { ...given, by: (how === 'able' && able[who % able.length]) || given.by };
}

/** What was tried is told by the failure itself; shrinking it would live through thousands of steps more. */
function tellFailure<Given>(run: fc.RunDetails<Given>) {
	const { failed, seed, counterexamplePath, errorInstance } = run;
	if (failed) throw new Error(`seed ${seed}, path ${counterexamplePath}`, { cause: errorInstance });
}

/** Every reason there is to refuse something here. */
const REASONS: RefusalReason[] = [
	...(['not_signed_in', 'not_found', 'not_allowed', 'wrong_state', 'stale'] as const),
	...(['incomplete', 'same_person', 'prove_again', 'not_open', 'conflict'] as const),
	...(['no_reason', 'open_points', 'disagreement', 'reply_open', 'embargoed'] as const)
];

/** How often each step was taken by which action, and each action was done and refused. */
const counted = new Map<string, number>();
const count = (what: string) => counted.set(what, (counted.get(what) ?? 0) + 1);

/** Lets an assessment of its own live through these attempts; fails where it does anything that the model does not. */
async function live(aggregateOnly: boolean, given: readonly Tried[], run: number) {
	const { id: cycleId } = await cycle(
		frameworks[aggregateOnly ? 1 : 0] ?? { id: '' },
		`run-${run}`
	);
	const scene: Scene = { organisationId: stage.world.owner.id, cycleId, people };
	const attested = new Map<number, string>();
	const told: string[] = [];
	let model = nothingYet(aggregateOnly);
	let rows = await readRows(scene);
	let afterwards = 0;
	for (const one of given) {
		if (model.state === 'published' && ++afterwards > AFTERWARDS) return;
		const tried = bent(model, one);
		const before = rows;
		const why = await attempt(scene, rows, tried).then(
			() => 'done',
			(thrown) => {
				if (thrown instanceof Refusal) return thrown.reason;
				throw new Error(`${told.join('\n')}\n${JSON.stringify(tried)}`, { cause: thrown });
			}
		);
		told.push(`${model.state ?? 'none'}: ${JSON.stringify(tried)}: ${why}`);
		const done = why === 'done';
		count(`${tried.action} ${done ? 'done' : 'refused'}`);
		if (!done) count(`refused: ${why}`);
		rows = await readRows(scene);
		expect(done, told.join('\n')).toBe(may(model, tried));
		if (!done) {
			expect(rows, told.join('\n')).toEqual(before);
			continue;
		}
		const from = model.state;
		model = after(model, tried);
		expect(held(rows, scene), told.join('\n')).toEqual(believed(model));
		if (model.state !== from) {
			const step = `${from ?? 'none'} > ${model.state}`;
			count(step);
			count(`${tried.action}: ${step}`);
			for (const { continuity } of rows.answers) count(`${model.state}: ${continuity}`);
			for (const cell of rows.assessment?.public_ratings ?? []) count(`published: ${cell}`);
			expectSeparate(before, tried.action === 'publishDue' ? undefined : people[tried.by], tried);
		}
		expectSound(rows, scene, attested);
		await expectKeptIn(rows, scene);
	}
}

it('an assessment does what the state machine allows, whoever tries what, and nothing else', async () => {
	let run = 0;
	const lives = fc.array(attempts, { minLength: ATTEMPTS, maxLength: ATTEMPTS });
	await fc.assert(
		fc.asyncProperty(fc.boolean(), lives, (aggregateOnly, given) =>
			live(aggregateOnly, given, ++run)
		),
		{ seed: SEED, numRuns: RUNS, endOnFailure: true, reporter: tellFailure }
	);
	const reached = [
		...Object.keys(TRANSITIONS),
		...['publish', 'publishCycle', 'publishDue'].map((way) => `${way}: accepted > published`),
		...['new', 'changed', 'confirmed'].map((continuity) => `submitted: ${continuity}`),
		...[0, CELL_CODES.notApplicable, CELL_CODES.notPublic].map((cell) => `published: ${cell}`),
		...REASONS.map((reason) => `refused: ${reason}`),
		...ACTIONS.map((action) => `${action} done`),
		...ACTIONS.filter((action) => OPEN_TO[action].length).map((action) => `${action} refused`)
	];
	expect(
		reached.filter((what) => !counted.has(what)),
		`seed ${SEED}: never reached`
	).toEqual([]);
}, 240_000);
