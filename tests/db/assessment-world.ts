import { eq } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import {
	acceptAssessment,
	beginReview,
	saveAnswer,
	startAssessment,
	submitAssessment
} from '#lib/assessments/commands.server.ts';
import { getAttestation } from '#lib/assessments/queries.server.ts';
import type { AnswerReviewInput, ReviewInput } from '#lib/assessments/review-schema.ts';
import type { AnswerInput } from '#lib/assessments/schema.ts';
import type { Database } from '#lib/server/db/connection.ts';
import { useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import {
	assessments,
	cycles,
	frameworks,
	ratingLevels,
	requirements
} from '#lib/server/db/schema/index.ts';
import { asSystem, cast } from './world.ts';

const day = (offset: number) =>
	new Date(Date.now() + offset * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** A framework with three requirements: for companies and shown one by one, unless said otherwise. */
export async function framework(
	key: string,
	given: Partial<Pick<typeof frameworks.$inferInsert, 'audience' | 'disclosure'>> = {}
) {
	return asSystem(async (db) => {
		const made = only(
			await db
				.insert(frameworks)
				.values({
					key,
					version: '1',
					nameEn: key,
					nameFr: key,
					audience: 'companies',
					disclosure: 'per_organisation',
					...given
				})
				.returning()
		);
		await db.insert(requirements).values(
			[1, 2, 3].map((number) => ({
				frameworkId: made.id,
				number,
				titleEn: `Requirement ${number}`,
				titleFr: `Exigence ${number}`
			}))
		);
		await db.insert(ratingLevels).values(
			[0, 1, 2, 3, 4].map((value) => ({
				frameworkId: made.id,
				value,
				labelEn: `Level ${value}`,
				labelFr: `Niveau ${value}`
			}))
		);
		return made;
	});
}

/** A cycle that opened and closes so many days from today; open, unless said otherwise. */
export async function cycle(
	{ id: frameworkId }: { id: string },
	key: string,
	{ opens = -10, closes = 10 } = {}
) {
	return asSystem(async (db) =>
		only(
			await db
				.insert(cycles)
				.values({
					frameworkId,
					key,
					nameEn: `Cycle ${key}`,
					nameFr: `Cycle ${key} (fr)`,
					opensOn: day(opens),
					dueOn: day(closes),
					closesOn: day(closes)
				})
				.returning()
		)
	);
}

/** A complete answer over nothing, unless said otherwise. */
export const answer = (given: Partial<AnswerInput> = {}): AnswerInput => ({
	rating: 2,
	notApplicableKind: null,
	notApplicableReason: null,
	narrative: 'Partly in place.',
	narrativeLocale: 'en',
	changeNote: null,
	confidence: null,
	visibility: 'public',
	evidence: [],
	services: [],
	metrics: [],
	version: 0,
	...given
});

/** Runs one query or command in a transaction of its own. */
export const as = <Given extends unknown[], Made>(
	actor: Actor,
	work: (
		db: Parameters<Parameters<typeof withActor<Made>>[1]>[0],
		actor: Actor,
		...given: Given
	) => Promise<Made>,
	...given: Given
): Promise<Made> => withActor(actor, (db) => work(db, actor, ...given));

/** Starts an assessment and answers everything: publicly, to partners, and to the secretariat only. */
export async function answered(
	contributor: Person,
	{ organisationId, cycleId }: { organisationId: string; cycleId: string }
): Promise<string> {
	const id = await as(contributor, startAssessment, { organisationId, cycleId });
	await as(contributor, saveAnswer, { id, number: 1 }, answer({ narrative: 'SAID TO ALL' }));
	await as(
		contributor,
		saveAnswer,
		{ id, number: 2 },
		answer({ rating: 4, narrative: 'SAID TO PARTNERS', visibility: 'partners' })
	);
	await as(
		contributor,
		saveAnswer,
		{ id, number: 3 },
		answer({
			rating: 'na',
			narrative: null,
			notApplicableKind: 'no_such_service',
			notApplicableReason: 'SAID TO THE SECRETARIAT',
			visibility: 'secretariat',
			evidence: [{ url: 'https://example.org/secret', title: 'SECRET LINK', publisher: null }]
		})
	);
	return id;
}

/** Attests what stands there now. */
export async function attest(approver: Person, id: string): Promise<void> {
	const { seen } = await as(approver, getAttestation, id);
	await as(approver, submitAssessment, id, { name: 'A. Name', title: 'Head', confirm: 'on', seen });
}

export const review = (revision = 1, comment: string | null = null): ReviewInput => ({
	revision,
	answers: [],
	comment
});

/** What is said of one answer: nothing, unless said otherwise. */
export const remark = (
	number: number,
	over: Partial<AnswerReviewInput> = {}
): AnswerReviewInput => ({
	number,
	comment: null,
	reviewerRating: null,
	reason: null,
	reasonLocale: 'en',
	decision: null,
	settles: false,
	seen: null,
	...over
});

/** What is left to say before it is accepted: that what does not apply was looked at. */
export const accepting = (revision = 1): ReviewInput => ({
	...review(revision),
	answers: [remark(3, { decision: 'accepted' })]
});

/** Takes a submitted assessment through review. */
export async function accept(editor: Person, id: string): Promise<void> {
	await as(editor, beginReview, id);
	await as(editor, acceptAssessment, id, accepting());
}

/** Why something was refused; `done` when it was not. */
export const refusal = (work: Promise<unknown>): Promise<string> =>
	work.then(
		() => 'done',
		(thrown: { reason?: string }) => thrown.reason ?? String(thrown)
	);

export const stateOf = (id: string) =>
	asSystem(async (db) => only(await db.select().from(assessments).where(eq(assessments.id, id))));

/** Sets everyone there is into a database, seen from a company, and a framework to answer. */
export async function setStage(database: Database) {
	useDatabase(database);
	const world = await cast('company');
	const tried = await framework('tried');
	let cycles = 0;
	return {
		world,
		who: (name: string) => world.actors[name] as Person,
		inNewCycle: async (dates?: { opens?: number; closes?: number }) => ({
			organisationId: world.owner.id,
			cycleId: (await cycle(tried, `c${++cycles}`, dates)).id
		})
	};
}
export type Stage = Awaited<ReturnType<typeof setStage>>;
