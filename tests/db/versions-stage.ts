import { randomUUID } from 'node:crypto';
import {
	publishAssessment,
	saveAnswer,
	startAssessment
} from '#lib/assessments/commands.server.ts';
import { getOwnAssessment } from '#lib/assessments/queries.server.ts';
import { loadFramework } from '#lib/frameworks/commands/load.server.ts';
import type { FrameworkFile } from '#lib/frameworks/file-schema.ts';
import { textOf } from '#lib/frameworks/queries/file.server.ts';
import { VOLUNTARY_PRINCIPLES, type Rating } from '#lib/frameworks/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { twoVersions } from '../framework-file.ts';
import { accept, answer, as, attest, setStage } from './assessment-world.ts';
import { asSystem } from './world.ts';

/** How the owner rates itself under the five principles of a version, first to last. */
export const RATINGS: readonly Rating[] = [1, 2, 3, 4, 0];

/** A cycle of one version: what it takes to start the owner's assessment there. */
export const cycleOf = async (frameworkId: string, key: string, opensOn: string) =>
	asSystem(async (db) =>
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

/** The Principles in two versions, the owner's answers to the first being published before the second came. */
export async function setVersions() {
	const stage = await setStage(await freshDatabase());
	const who = stage.who;
	const load = async (file: FrameworkFile) =>
		(await as(who('administrator'), loadFramework, { text: textOf(file), token: randomUUID() }))
			.split('/')
			.at(-1) ?? '';
	const start = async (
		cycle: { id: string },
		ratings: readonly Rating[] = RATINGS,
		carry = false
	) => {
		const id = await as(who('contributor'), startAssessment, {
			organisationId: stage.world.owner.id,
			cycleId: cycle.id,
			carry
		});
		const { requirements } = await as(who('contributor'), getOwnAssessment, id);
		for (const [at, rating] of ratings.entries())
			await as(
				who('contributor'),
				saveAnswer,
				{ id, number: at + 1 },
				answer({
					rating,
					narrative: `Said of ${at + 1}`,
					version: requirements[at]?.answer?.version ?? 0
				})
			);
		return { id, requirements };
	};
	const publish = async (id: string) => {
		await attest(who('approver'), id);
		await accept(who('editor'), id);
		await as(who('publisher'), publishAssessment, id, { revision: 1 });
	};
	const { first, second } = twoVersions(VOLUNTARY_PRINCIPLES);
	const before = await load(first);
	const { id } = await start(await cycleOf(before, 'old', '2024-01-01'));
	await publish(id);
	return {
		stage,
		who,
		load,
		start,
		publish,
		versions: { first: before, second: await load(second) }
	};
}
export type Versions = Awaited<ReturnType<typeof setVersions>>;
