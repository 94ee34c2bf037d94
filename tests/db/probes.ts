import { sql } from 'drizzle-orm';
import type { Action } from '#lib/access/policy.ts';
import { ASSESSMENT_STATES } from '#lib/assessments/vocabulary.ts';
import { COMMITMENT_STATES, UPDATE_STATES } from '#lib/commitments/vocabulary.ts';
import { FINDING_STATES } from '#lib/frameworks/vocabulary.ts';
import { SUMMARY_STATES } from '#lib/summaries/vocabulary.ts';

/** A change tried on a record of `owner` in each of these states, past the policy table. */
interface Probe {
	action: Action;
	states: readonly string[];
	statement: (state: string) => ReturnType<typeof sql>;
}

const commitment = (state: string) => sql`reference = ${`OWNER-${state}`}`;
const assessment = (state: string) =>
	sql`cycle_id = (select id from cycles where key = ${state.replace('_', '-')})`;
export const PROBES: Record<string, Probe> = {
	'edit a commitment': {
		action: 'commitment.edit',
		states: COMMITMENT_STATES,
		statement: (s) =>
			sql`update commitments set title_en = 'x', state = 'draft' where ${commitment(s)}`
	},
	'submit a commitment': {
		action: 'commitment.submit',
		states: COMMITMENT_STATES.filter((s) => s !== 'submitted'),
		statement: (s) => sql`update commitments set state = 'submitted' where ${commitment(s)}`
	},
	'publish a commitment': {
		action: 'commitment.review',
		states: COMMITMENT_STATES.filter((s) => s !== 'published'),
		statement: (s) =>
			sql`update commitments set state = 'published', published_at = now() where ${commitment(s)}`
	},
	'accept an update': {
		action: 'update.review',
		states: UPDATE_STATES.filter((s) => s !== 'accepted'),
		statement: (s) => sql`update commitment_updates set state = 'accepted' where state = ${s}`
	},
	'report on a commitment': {
		action: 'update.post',
		states: COMMITMENT_STATES,
		statement: (s) =>
			sql`insert into commitment_updates (commitment_id, owner_id, state, status, basis)
				select id, split_part(current_setting('concord.writes'), ',', 1)::uuid, 'posted', 'on_track', 'owner'
				from commitments where ${commitment(s)}`
	},
	'say who takes part': {
		action: 'commitment.edit',
		states: COMMITMENT_STATES,
		statement: (s) =>
			sql`insert into commitment_participants (commitment_id, organisation_id, position)
				select c.id, o.id, 2 from commitments c, organisations o
				where ${commitment(s)} and o.slug = 'other'`
	},
	'leave out who takes part': {
		action: 'commitment.edit',
		states: COMMITMENT_STATES,
		statement: (s) =>
			sql`delete from commitment_participants where commitment_id = (select id from commitments where ${commitment(s)})`
	},
	'comment on a commitment': {
		action: 'comment.write',
		states: COMMITMENT_STATES,
		statement: (s) =>
			sql`insert into commitment_comments (commitment_id, owner_id, author_id, author_name, from_secretariat, body)
				select id, owner_id, concord_user(), 'x', coalesce(concord_secretariat(), false), 'x'
				from commitments where ${commitment(s)}`
	},
	'answer a principle': {
		action: 'assessment.answer',
		states: ASSESSMENT_STATES,
		statement: (s) =>
			sql`update answers set rating = 4 where assessment_id = (select id from assessments where ${assessment(s)})`
	},
	'submit an assessment': {
		action: 'assessment.submit',
		states: ASSESSMENT_STATES.filter((s) => s !== 'submitted'),
		statement: (s) => sql`update assessments set state = 'submitted' where ${assessment(s)}`
	},
	'record a finding': {
		action: 'finding.record',
		states: ['awaiting_reply'],
		statement: () =>
			sql`insert into findings (organisation_id, requirement_id, voice, direction, source_url, state, reply_until, created_by)
				select o.id, r.id, 'civil_society', 'gap', 'https://example.org', 'awaiting_reply', current_date + 30, concord_user()
				from organisations o, requirements r where o.slug = 'owner' and r.number = 1`
	},
	'publish a finding': {
		action: 'finding.publish',
		states: FINDING_STATES.filter((s) => s !== 'published'),
		statement: (s) =>
			sql`update findings set state = 'published', dropped_reason = null where state = ${s}`
	},
	'reword a reply to a finding': {
		action: 'finding.reply',
		states: FINDING_STATES,
		statement: (s) =>
			sql`update finding_replies set body = body || '.', replied_by = concord_user() where body = ${s}`
	},
	'edit a summary': {
		action: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s) => sql`update summaries set title_en = 'x' where state = ${s}`
	},
	'publish a summary': {
		action: 'summary.publish',
		states: SUMMARY_STATES.filter((s) => s !== 'published' && s !== 'superseded'),
		statement: (s) =>
			sql`update summaries set state = 'published', published_by = concord_user(), slug = slug || '-out' where state = ${s}`
	}
};
