import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { PUBLIC, type Actor, type Person } from '#lib/access/actor.ts';
import {
	acceptAssessment,
	beginReview,
	declareInterest,
	discloseOwn,
	endReply,
	giveOpinion,
	publishAssessment,
	publishCycle,
	publishDueCycles,
	returnAssessment,
	saveAcross,
	saveAnswer,
	saveReplies,
	saveReview,
	schedulePublication,
	startAssessment,
	submitAssessment,
	unschedulePublication
} from '#lib/assessments/commands.server.ts';
import { getAttestation } from '#lib/assessments/queries.server.ts';
import type { Snapshot } from '#lib/assessments/snapshot.ts';
import type { AssessmentState, Continuity, Visibility } from '#lib/assessments/vocabulary.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { SAYINGS, type Attempt } from './assessment-model.ts';
import { answer, as, remark, review } from './assessment-world.ts';
import { asSystem } from './world.ts';

const MINUTE = 60_000;
const WEEKS = 40 * 24 * 60 * MINUTE;

/** Where a company answers in a cycle of its own, and who there is. */
export interface Scene {
	organisationId: string;
	cycleId: string;
	people: Record<string, Actor>;
}

/** All that the database holds of one assessment, as it holds it. */
export interface Rows {
	cycle: { publish_at: string | null; published_at: string | null };
	assessment: {
		id: string;
		state: AssessmentState;
		revision: number;
		accepted_at: string | null;
		reply_until: string | null;
		reply_ended_at: string | null;
		discloses_own: boolean;
		disclosed: boolean;
		public_ratings: number[] | null;
		public_reviewer_ratings: number[] | null;
	} | null;
	answers: {
		id: string;
		number: number;
		rating: number | null;
		not_applicable: boolean;
		not_applicable_reason: string | null;
		narrative: string | null;
		visibility: Visibility;
		continuity: Continuity;
		version: number;
		updated_by: string | null;
	}[];
	revisions: {
		revision: number;
		attested_by: string;
		content_hash: string;
		snapshot: Snapshot;
	}[];
	reviews: {
		number: number;
		revision: number;
		reviewer_rating: number | null;
		reason: string | null;
		decision: string | null;
		released: boolean;
		updated_at: string;
	}[];
	replies: { number: number; replied_at: string; replied_by: string }[];
	published: { number: number; rating: number; visibility: Visibility }[];
	interests: { reviewer_id: string; conflicted: boolean }[];
	opinions: { rating: number }[];
	progress: string[] | null;
	steps: AssessmentState[];
	events: string[];
}

/** Reads all of it at once. */
export async function readRows({ organisationId, cycleId }: Scene): Promise<Rows> {
	const about = (table: string) =>
		sql`coalesce((select jsonb_agg(to_jsonb(t) || jsonb_build_object('number', r.number) order by r.number, t.id)
			from ${sql.identifier(table)} t join requirements r on r.id = t.requirement_id where t.assessment_id = a.id), '[]')`;
	const statement = sql`select jsonb_build_object(
		'cycle', to_jsonb(c),
		'assessment', to_jsonb(a),
		'answers', ${about('answers')},
		'reviews', ${about('answer_reviews')},
		'replies', ${about('review_replies')},
		'published', ${about('published_reviews')},
		'opinions', ${about('reviewer_opinions')},
		'revisions', coalesce((select jsonb_agg(to_jsonb(v) order by v.revision) from assessment_revisions v where v.assessment_id = a.id), '[]'),
		'interests', coalesce((select jsonb_agg(to_jsonb(i) order by i.id) from reviewer_interests i where i.assessment_id = a.id), '[]'),
		'progress', (select to_jsonb(p.answers) from assessment_progress p where p.assessment_id = a.id),
		'steps', coalesce((select jsonb_agg(s.state order by s.taken_at) from assessment_steps s where s.assessment_id = a.id), '[]'),
		'events', coalesce((select jsonb_agg(e.event order by e.seq) from audit_events e where e.subject_id = a.id::text), '[]')
	) as read from cycles c left join assessments a on a.cycle_id = c.id and a.organisation_id = ${organisationId} where c.id = ${cycleId}`;
	return asSystem(
		async (db) =>
			only(((await db.execute(statement)) as unknown as { rows: { read: Rows }[] }).rows).read
	);
}

/** What of it someone outside may read, straight from the tables, past every query of ours. */
export async function readBy(actor: Actor, id: string) {
	const count = (table: string) =>
		sql`(select count(*)::int from ${sql.identifier(table)} where assessment_id = ${id})`;
	const numbers = (table: string) =>
		sql`coalesce((select jsonb_agg(r.number order by r.number) from ${sql.identifier(table)} t join requirements r on r.id = t.requirement_id where t.assessment_id = ${id}), '[]')`;
	const statement = sql`select jsonb_build_object(
		'assessment', (select count(*)::int from assessments where id = ${id}),
		'answers', ${numbers('answers')},
		'links', coalesce((select jsonb_agg(distinct r.number) from evidence e join answers t on t.id = e.answer_id join requirements r on r.id = t.requirement_id where t.assessment_id = ${id}), '[]'),
		'published', ${numbers('published_reviews')},
		'inside', ${count('assessment_revisions')} + ${count('answer_reviews')} + ${count('reviewer_opinions')}
			+ ${count('reviewer_interests')} + ${count('review_replies')}
	) as read`;
	return withActor(
		actor,
		async (db) =>
			only(
				(
					(await db.execute(statement)) as unknown as {
						rows: {
							read: {
								assessment: number;
								answers: number[];
								links: number[];
								published: number[];
								inside: number;
							};
						}[];
					}
				).rows
			).read
	);
}
export const readByPublic = (id: string) => readBy(PUBLIC, id);

/** What an answer says, as a form sends it. */
function said({ says, visibility }: Attempt, version: number) {
	const na = says === 'na' || says === 'naBare';
	return answer({
		rating: na ? 'na' : (SAYINGS[says].rating ?? undefined),
		narrative: na || says === 'bare' ? null : says,
		notApplicableKind: says === 'na' ? 'no_such_service' : null,
		notApplicableReason: says === 'na' ? says : null,
		evidence:
			says === 'full' ? [{ url: 'https://example.org/', title: 'Shown', publisher: null }] : [],
		visibility,
		version
	});
}

const moment = (stamp: string | null | undefined) => (stamp ? new Date(stamp).toISOString() : null);

/** Makes the attempt, by the command that a page calls. */
export async function attempt(scene: Scene, rows: Rows, given: Attempt): Promise<void> {
	const { number, by, current, proved, yes } = given;
	const later = given.later && given.action !== 'schedule';
	const id = rows.assessment?.id ?? randomUUID();
	const now = new Date(Date.now() + (later ? WEEKS : 0));
	const someone = scene.people[by] as Person;
	const actor =
		someone.kind === 'person' ? { ...someone, provedAt: proved ? now.getTime() : 0 } : someone;
	const revision = (rows.assessment?.revision ?? 0) + (current ? 0 : 1);
	const seenOf = (stamp: string | undefined) => {
		if (current) return moment(stamp);
		return stamp ? null : now.toISOString();
	};
	const written = rows.reviews.find(
		(one) => one.number === number && one.revision === rows.assessment?.revision
	);
	const what = remark(number, {
		reviewerRating: given.rating,
		decision: given.decision,
		reason: given.reasoned ? 'Why.' : null,
		settles: given.settles,
		seen: seenOf(written?.updated_at)
	});
	const whole = { ...review(revision), comment: 'On the whole.' };
	switch (given.action) {
		case 'start': {
			await as(actor, startAssessment, { ...scene, carry: yes }, now);
			return;
		}
		case 'answer': {
			const version = rows.answers.find((one) => one.number === number)?.version ?? 0;
			const input = said(given, current ? version : version + 1);
			await as(actor, saveAnswer, { id, number, done: given.done }, input);
			return;
		}
		case 'attest': {
			const read = await as(actor, getAttestation, id).catch(() => null);
			const seen = read && current ? read.seen : '0'.repeat(64);
			const attestation = { name: 'N.', title: 'Head', confirm: 'on' as const, seen };
			return as(actor, submitAssessment, id, attestation, now);
		}
		case 'begin':
			return as(actor, beginReview, id, interest(yes));
		case 'declare':
			return as(actor, declareInterest, id, interest(yes));
		case 'review': {
			const own = rows.assessment?.revision ?? 0;
			return as(actor, saveReview, id, { ...review(own), answers: [what] });
		}
		case 'reviewAcross': {
			const { number: _, ...words } = what;
			const one = { assessmentId: id, revision: rows.assessment?.revision ?? 0, ...words };
			return as(actor, saveAcross, { cycleId: scene.cycleId, number }, { reviews: [one] });
		}
		case 'opinion': {
			const held = { revision, number, rating: given.rating ?? 0, note: null };
			return as(actor, giveOpinion, id, held);
		}
		case 'return':
			return as(actor, returnAssessment, id, whole);
		case 'accept':
			return as(actor, acceptAssessment, id, { ...whole, comment: null });
		case 'reply': {
			const stored = rows.replies.find((one) => one.number === number);
			const reply = {
				number,
				body: given.done ? 'We do not agree.' : null,
				bodyLocale: 'en' as const,
				seen: seenOf(stored?.replied_at)
			};
			const own = rows.assessment?.revision ?? 0;
			return as(actor, yes ? endReply : saveReplies, id, { revision: own, replies: [reply] }, now);
		}
		case 'publish':
			return as(actor, publishAssessment, id, { revision }, now);
		case 'schedule': {
			const seen = current ? (moment(rows.cycle.publish_at) ?? '') : 'another time';
			const at = new Date(now.getTime() + 5 * MINUTE);
			return yes
				? as(actor, schedulePublication, scene.cycleId, { at, seen }, now)
				: as(actor, unschedulePublication, scene.cycleId, { seen }, now);
		}
		case 'publishCycle': {
			await as(actor, publishCycle, scene.cycleId, now);
			return;
		}
		case 'publishDue': {
			await publishDueCycles(new Date(now.getTime() + 6 * MINUTE));
			return;
		}
		case 'disclose':
			return as(actor, discloseOwn, id, { disclose: yes }, now);
	}
}

const interest = (conflict: boolean) => ({
	interest: conflict ? ('conflict' as const) : ('none' as const),
	note: conflict ? 'Shares.' : null
});
