import { sql } from 'drizzle-orm';
import { ASSESSMENT_STATES } from '#lib/assessments/vocabulary.ts';
import { FINDING_STATES } from '#lib/frameworks/vocabulary.ts';
import { assessment } from './probes-assessments.ts';
import type { Probe } from './probes.ts';
import type { Reader } from './reader.ts';

const states = ASSESSMENT_STATES;
const publishes = (who: Reader) => who.staff === 'publisher' || who.staff === 'administrator';
/** A review is written while there is one, not yet on what only waits for it. */
const inReview = (who: Reader, state: string) => !!who.staff && state === 'in_review';

export const REVIEW_PROBES: Record<string, Probe> = {
	'review an answer': {
		may: inReview,
		states,
		statement: (s, at) =>
			sql`insert into answer_reviews (assessment_id, organisation_id, requirement_id, revision, comment, reviewer_id)
				values (${assessment(s, at)}, ${at.owner}, ${at.requirements[2]}, 1, 'x', concord_user())`
	},
	'change a review': {
		may: inReview,
		states,
		statement: (s, at) =>
			sql`update answer_reviews set comment = 'x' where assessment_id = ${assessment(s, at)}`
	},
	'hold an opinion': {
		may: inReview,
		states,
		statement: (s, at) =>
			sql`insert into reviewer_opinions (assessment_id, organisation_id, requirement_id, revision, reviewer_id, rating)
				values (${assessment(s, at)}, ${at.owner}, ${at.requirements[2]}, 1, concord_user(), 1)`
	},
	'move a review to another assessment': {
		may: () => false,
		states,
		statement: (s, at) =>
			sql`update answer_reviews set assessment_id = ${at.assessments.kept}, revision = 9 where assessment_id = ${assessment(s, at)}`
	},
	'hold another opinion': {
		may: (who, s) => who.name === 'editor' && inReview(who, s),
		states,
		statement: (s, at) =>
			sql`update reviewer_opinions set rating = 2 where assessment_id = ${assessment(s, at)}`
	},
	'declare an interest': {
		may: 'assessment.declare',
		states: states.filter((s) => s !== 'in_review'),
		statement: (s, at) =>
			sql`insert into reviewer_interests (assessment_id, organisation_id, reviewer_id, conflicted, note)
				values (${assessment(s, at)}, ${at.owner}, concord_user(), true, 'x')`
	},
	'declare that there is an interest after all': {
		may: (who) => who.name === 'publisher',
		states: ['in_review'],
		statement: (s, at) =>
			sql`update reviewer_interests set conflicted = true where assessment_id = ${assessment(s, at)}`
	},
	'reply to a rating': {
		may: 'assessment.reply',
		states,
		statement: (s, at) =>
			sql`insert into review_replies (assessment_id, organisation_id, requirement_id, revision, body, body_locale, replied_by)
				values (${assessment(s, at)}, ${at.owner}, ${at.requirements[2]}, 1, 'x', 'en', concord_user())`
	},
	'reword a reply to a rating': {
		may: 'assessment.reply',
		states,
		statement: (s, at) =>
			sql`update review_replies set body = 'x', replied_by = concord_user() where assessment_id = ${assessment(s, at)}`
	},
	'move a reply to another assessment': {
		may: () => false,
		states,
		statement: (s, at) =>
			sql`update review_replies set assessment_id = ${at.assessments.kept}, revision = 9, replied_by = concord_user() where assessment_id = ${assessment(s, at)}`
	},
	'take back a reply to a rating': {
		may: 'assessment.reply',
		states,
		statement: (s, at) => sql`delete from review_replies where assessment_id = ${assessment(s, at)}`
	},
	'publish a rating': {
		may: (who, s) => publishes(who) && s === 'published',
		states,
		statement: (s, at) =>
			sql`insert into published_reviews (assessment_id, organisation_id, requirement_id, visibility, rating)
				values (${assessment(s, at)}, ${at.owner}, ${at.requirements[3]}, 'public', 1)`
	},
	'count what is published': {
		may: 'cycle.publish',
		states: ['published'],
		statement: (_, at) =>
			sql`insert into cycle_aggregates (cycle_id, requirement_id, organisations, counts, counted_at)
				values (${at.cycles.kept}, ${at.requirements[2]}, 5, '{5,0,0,0,0,0}', now())`
	},
	'count it again': {
		may: 'cycle.publish',
		states: ['published'],
		statement: () => sql`update cycle_aggregates set organisations = 6 where not withdrawn`
	},
	'say that one is in the sum': {
		may: (who, s) => publishes(who) && s === 'published',
		states,
		statement: (s, at) =>
			sql`insert into counted_assessments (assessment_id) values (${assessment(s, at)})`
	},
	'record a finding': {
		may: 'finding.record',
		states: ['awaiting_reply'],
		statement: (_, at) =>
			sql`insert into findings (organisation_id, requirement_id, voice, direction, source_url, state, reply_until, created_by)
				values (${at.owner}, ${at.requirements[0]}, 'civil_society', 'gap', 'https://example.org', 'awaiting_reply', current_date + 30, concord_user())`
	},
	'publish a finding': {
		may: 'finding.publish',
		states: FINDING_STATES.filter((s) => s !== 'published'),
		statement: (s, at) =>
			sql`update findings set state = 'published', dropped_reason = null where state = ${s} and organisation_id = ${at.owner}`
	},
	'reply to a finding about another organisation': {
		may: (who) => who.name === 'stranger',
		states: ['awaiting_reply'],
		statement: (_, at) =>
			sql`insert into finding_replies (finding_id, organisation_id, body, body_locale, replied_by)
				values (${at.unanswered}, ${at.other}, 'x', 'en', concord_user())`
	},
	'reply to it in the own name': {
		may: () => false,
		states: ['awaiting_reply'],
		statement: (_, at) =>
			sql`insert into finding_replies (finding_id, organisation_id, body, body_locale, replied_by)
				values (${at.unanswered}, ${at.owner}, 'x', 'en', concord_user())`
	},
	'reword a reply to a finding': {
		may: 'finding.reply',
		states: FINDING_STATES,
		statement: (s) =>
			sql`update finding_replies set body = body || '.', replied_by = concord_user() where body = ${s}`
	}
};
