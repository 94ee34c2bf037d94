import { sql } from 'drizzle-orm';
import { ASSESSMENT_STATES } from '#lib/assessments/vocabulary.ts';
import type { Planted } from './every-state.ts';
import type { Probe } from './probes.ts';

export const assessment = (state: string, at: Planted): string =>
	at.assessments[state as keyof Planted['assessments']] ?? '';
const answer = (state: string, at: Planted): string =>
	at.answers[state as keyof Planted['answers']] ?? '';
const states = ASSESSMENT_STATES;

/** Services, figures and evidence of an answer are written and removed with it. */
const PARTS = {
	answer_services: sql`(service_id, answer_id) select s.id, `,
	answer_metrics: sql`(position, name, value, unit, period, answer_id) select 9, 'x', 1, 'x', 'x', `,
	evidence: sql`(url, title, answer_id) select 'https://x.org', 'x', `
};

const partProbes = (): Record<string, Probe> =>
	Object.fromEntries(
		Object.entries(PARTS).flatMap(([name, row]): [string, Probe][] => [
			[
				`add to the ${name} of an answer`,
				{
					may: 'assessment.answer',
					states,
					statement: (s, at) =>
						sql`insert into ${sql.identifier(name)} ${row}${answer(s, at)} from services s where s.id = ${at.services[1]}`
				}
			],
			[
				`remove the ${name} of an answer`,
				{
					may: 'assessment.answer',
					states,
					statement: (s, at) =>
						sql`delete from ${sql.identifier(name)} where answer_id = ${answer(s, at)}`
				}
			]
		])
	);

export const ASSESSMENT_PROBES: Record<string, Probe> = {
	...partProbes(),
	'start an assessment': {
		may: 'assessment.start',
		states: ['draft'],
		statement: (_, at) =>
			sql`insert into assessments (cycle_id, organisation_id) values (${at.cycles.free}, ${at.owner})`
	},
	'submit an assessment': {
		may: 'assessment.submit',
		states: states.filter((s) => s !== 'submitted'),
		statement: (s, at) =>
			sql`update assessments set state = 'submitted' where id = ${assessment(s, at)}`
	},
	'answer a principle': {
		may: 'assessment.answer',
		states,
		statement: (s, at) =>
			sql`insert into answers (assessment_id, organisation_id, requirement_id) values (${assessment(s, at)}, ${at.owner}, ${at.requirements[3]})`
	},
	'change an answer': {
		may: 'assessment.answer',
		states,
		statement: (s, at) => sql`update answers set rating = 4 where id = ${answer(s, at)}`
	},
	'note how far a first answer has got': {
		may: 'assessment.answer',
		states: ['draft'],
		statement: (s, at) =>
			sql`insert into assessment_progress (assessment_id, organisation_id) values (${assessment(s, at)}, ${at.owner})`
	},
	'note how far it has got': {
		may: 'assessment.answer',
		states: states.filter((s) => s !== 'draft'),
		statement: (s, at) =>
			sql`update assessment_progress set saved_at = now() where assessment_id = ${assessment(s, at)}`
	},
	'ask a colleague for an answer': {
		may: 'assessment.answer',
		states,
		statement: (s, at) =>
			sql`insert into answer_assignments (assessment_id, organisation_id, requirement_id, user_id, assigned_by)
				values (${assessment(s, at)}, ${at.owner}, ${at.requirements[1]}, ${at.author}, concord_user())`
	},
	'ask another one': {
		may: 'assessment.answer',
		states,
		statement: (s, at) =>
			sql`update answer_assignments set assigned_by = concord_user() where assessment_id = ${assessment(s, at)}`
	},
	'ask nobody': {
		may: 'assessment.answer',
		states,
		statement: (s, at) =>
			sql`delete from answer_assignments where assessment_id = ${assessment(s, at)}`
	},
	'be seen at an answer': {
		may: 'assessment.answer',
		states,
		statement: (s, at) =>
			sql`insert into answer_presence (assessment_id, organisation_id, requirement_id, user_id)
				values (${assessment(s, at)}, ${at.owner}, ${at.requirements[1]}, concord_user())`
	},
	'be seen in the name of another organisation': {
		may: () => false,
		states,
		statement: (s, at) =>
			sql`insert into answer_presence (assessment_id, organisation_id, requirement_id, user_id)
				values (${assessment(s, at)}, ${at.other}, ${at.requirements[1]}, concord_user())`
	},
	'be seen there still': {
		may: (who, s) => who.name === 'contributor' && who.in('assessment.answer', [s]).length > 0,
		states,
		statement: (s, at) =>
			sql`update answer_presence set seen_at = now() where assessment_id = ${assessment(s, at)}`
	},
	'be seen there no more': {
		may: (who) => who.name === 'contributor',
		states,
		statement: (s, at) =>
			sql`delete from answer_presence where assessment_id = ${assessment(s, at)}`
	},
	'attest what is submitted': {
		may: 'assessment.submit',
		states,
		statement: (s, at) =>
			sql`insert into assessment_revisions (assessment_id, organisation_id, revision, snapshot, content_hash, attested_by, attested_name, attested_title)
				values (${assessment(s, at)}, ${at.owner}, 9, '{}', 'x', concord_user(), 'x', 'x')`
	},
	'attest in the name of another organisation': {
		may: () => false,
		states,
		statement: (s, at) =>
			sql`insert into assessment_revisions (assessment_id, organisation_id, revision, snapshot, content_hash, attested_by, attested_name, attested_title)
				values (${assessment(s, at)}, ${at.other}, 9, '{}', 'x', concord_user(), 'x', 'x')`
	},
	'write down the step that was taken': {
		may: (who) => !!who.staff || who.own === 'contributor' || who.own === 'approver',
		states,
		statement: (s, at) =>
			sql`insert into assessment_steps (assessment_id, organisation_id, state) values (${assessment(s, at)}, ${at.owner}, ${s})`
	},
	'write down a step that was not taken': {
		may: () => false,
		states,
		statement: (s, at) =>
			sql`insert into assessment_steps (assessment_id, organisation_id, state) values (${assessment(s, at)}, ${at.owner}, ${s === 'submitted' ? 'draft' : 'submitted'})`
	},
	'write down a step in the name of another organisation': {
		may: () => false,
		states,
		statement: (s, at) =>
			sql`insert into assessment_steps (assessment_id, organisation_id, state) values (${assessment(s, at)}, ${at.other}, ${s})`
	}
};
