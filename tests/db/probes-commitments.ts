import { sql } from 'drizzle-orm';
import { COMMITMENT_STATES, UPDATE_STATES } from '#lib/commitments/vocabulary.ts';
import type { Planted } from './every-state.ts';
import type { Probe } from './probes.ts';
import type { Reader } from './reader.ts';

type Of = (state: string, at: Planted) => string;
const commitment: Of = (state, at) => at.commitments[state as keyof Planted['commitments']] ?? '';
const update: Of = (state, at) => at.updates[state as keyof Planted['updates']] ?? '';

const writes = (who: Reader) => who.own === 'contributor' || who.own === 'approver';
/** An update is still its author's until it is accepted. */
const whileOpen: Probe['may'] = (who, state) => writes(who) && state !== 'accepted';
/** Accepting an update gives participants and milestones their status. */
const orAccepted: Probe['may'] = (who, state) =>
	who.in('commitment.edit', [state]).length > 0 || (!!who.staff && state === 'published');

/** What hangs on a commitment is written, changed and removed as the commitment itself is. */
const PARTS = {
	milestones: { columns: sql`(position, title_en, commitment_id)`, values: sql`9, 'x'` },
	funding_lines: {
		columns: sql`(position, amount_minor, currency, commitment_id)`,
		values: sql`9, 1, 'CAD'`
	},
	commitment_targets: {
		columns: sql`(position, title_en, target, commitment_id)`,
		values: sql`9, 'x', 1`
	},
	evidence: { columns: sql`(url, title, commitment_id)`, values: sql`'https://x.org', 'x'` }
};

function partProbes(): Record<string, Probe> {
	const probes: Record<string, Probe> = {};
	const states = COMMITMENT_STATES;
	for (const [name, { columns, values }] of Object.entries(PARTS))
		probes[`add to the ${name} of a commitment`] = {
			may: 'commitment.edit',
			states,
			statement: (s, at) =>
				sql`insert into ${sql.identifier(name)} ${columns} values (${values}, ${commitment(s, at)})`
		};
	const joins = ['commitment_requirements', 'commitment_participants', 'commitment_relations'];
	for (const name of [...Object.keys(PARTS), ...joins]) {
		const table = sql.identifier(name);
		// Nobody has leave to change a relation: it is removed and another made.
		if (name !== 'commitment_relations')
			probes[`change the ${name} of a commitment`] = {
				may: /milestones|participants/.test(name) ? orAccepted : 'commitment.edit',
				states,
				statement: (s, at) =>
					sql`update ${table} set commitment_id = commitment_id where commitment_id = ${commitment(s, at)}`
			};
		probes[`remove from the ${name} of a commitment`] = {
			may: 'commitment.edit',
			states,
			statement: (s, at) => sql`delete from ${table} where commitment_id = ${commitment(s, at)}`
		};
	}
	return probes;
}

export const COMMITMENT_PROBES: Record<string, Probe> = {
	...partProbes(),
	'make a commitment': {
		may: 'commitment.create',
		states: ['draft'],
		statement: (_, at) =>
			sql`insert into commitments (reference, owner_id, kind, title_en) values ('OWNER-1', ${at.owner}, 'policy', 'x')`
	},
	'edit a commitment': {
		may: 'commitment.edit',
		states: COMMITMENT_STATES,
		statement: (s, at) =>
			sql`update commitments set title_en = 'x', state = 'draft' where id = ${commitment(s, at)}`
	},
	'submit a commitment': {
		may: 'commitment.submit',
		states: COMMITMENT_STATES.filter((s) => s !== 'submitted'),
		statement: (s, at) =>
			sql`update commitments set state = 'submitted' where id = ${commitment(s, at)}`
	},
	'publish a commitment': {
		may: 'commitment.review',
		states: COMMITMENT_STATES.filter((s) => s !== 'published'),
		statement: (s, at) =>
			sql`update commitments set state = 'published', published_at = now() where id = ${commitment(s, at)}`
	},
	'say who takes part': {
		may: 'commitment.edit',
		states: COMMITMENT_STATES,
		statement: (s, at) =>
			sql`insert into commitment_participants (commitment_id, organisation_id, position) values (${commitment(s, at)}, ${at.other}, 2)`
	},
	'say which requirement it serves': {
		may: 'commitment.edit',
		states: COMMITMENT_STATES,
		statement: (s, at) =>
			sql`insert into commitment_requirements (commitment_id, requirement_id) values (${commitment(s, at)}, ${at.requirements[1]})`
	},
	'say what it relates to': {
		may: 'commitment.edit',
		states: COMMITMENT_STATES,
		statement: (s, at) =>
			sql`insert into commitment_relations (commitment_id, related_id, relation) values (${commitment(s, at)}, ${at.commitments.withdrawn}, 'related')`
	},
	'comment on a commitment': {
		may: 'comment.write',
		states: COMMITMENT_STATES,
		statement: (s, at) =>
			sql`insert into commitment_comments (commitment_id, owner_id, author_id, author_name, from_secretariat, body)
				values (${commitment(s, at)}, ${at.owner}, concord_user(), 'x', coalesce(concord_secretariat(), false), 'x')`
	},
	'report on a commitment': {
		may: 'update.post',
		states: COMMITMENT_STATES,
		statement: (s, at) =>
			sql`insert into commitment_updates (commitment_id, owner_id, state, status, basis)
				values (${commitment(s, at)}, nullif(split_part(current_setting('concord.writes'), ',', 1), '')::uuid, 'posted', 'on_track', 'owner')`
	},
	'accept an update': {
		may: 'update.review',
		states: UPDATE_STATES.filter((s) => s !== 'accepted'),
		statement: (s, at) =>
			sql`update commitment_updates set state = 'accepted' where id = ${update(s, at)}`
	},
	'move a date in an update': {
		may: whileOpen,
		states: UPDATE_STATES,
		statement: (s, at) =>
			sql`insert into date_changes (update_id, milestone_id, due_on, reason_en)
				values (${update(s, at)}, (select id from milestones where commitment_id = ${at.commitments.published}), '2031', 'x')`
	},
	'take back a moved date': {
		may: whileOpen,
		states: UPDATE_STATES,
		statement: (s, at) => sql`delete from date_changes where update_id = ${update(s, at)}`
	},
	'give a number in an update': {
		may: whileOpen,
		states: UPDATE_STATES,
		statement: (s, at) =>
			sql`insert into target_values (target_id, update_id, period, value) values (${at.targets.draft}, ${update(s, at)}, '2026', 1)`
	},
	'take back a number': {
		may: whileOpen,
		states: UPDATE_STATES,
		statement: (s, at) => sql`delete from target_values where update_id = ${update(s, at)}`
	},
	'add evidence to an update': {
		may: whileOpen,
		states: UPDATE_STATES,
		statement: (s, at) =>
			sql`insert into evidence (update_id, url, title) values (${update(s, at)}, 'https://x.org', 'x')`
	},
	'propose a rewording': {
		may: 'rewording.propose',
		states: COMMITMENT_STATES,
		statement: (s, at) =>
			sql`insert into commitment_versions (commitment_id, number, state, content, reason_en) values (${commitment(s, at)}, 99, 'posted', '{}', 'x')`
	},
	'accept a rewording': {
		may: 'rewording.review',
		states: UPDATE_STATES.filter((s) => s !== 'accepted'),
		statement: (s, at) =>
			sql`update commitment_versions set state = 'accepted' where commitment_id = ${at.commitments.published} and state = ${s}`
	}
};
