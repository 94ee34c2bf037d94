import { fill } from './chance.ts';
import { commitmentsOf, DAY, dayOf, NOON, statusIn } from './commitments.ts';
import { SOURCE } from './places.ts';
import { UPDATES } from './sizes.ts';
import type { World } from './world.ts';

/**
 * Six updates on every commitment that was published: the third reports a milestone done and, here and there,
 * moves the date; the last may still wait, or have been returned.
 */
export function updatesOf(world: World): string[] {
	const { dice } = world;
	const all = `${commitmentsOf(world)} cross join generate_series(1, ${UPDATES}) as k`;
	const nk = `n || ':' || k`;
	const state = `case when k = ${UPDATES} then last_update else 'accepted' end`;
	const day = dayOf('k');
	const update = (k: string) => dice.id('update', `n || ':' || ${k}`);
	return [
		fill(
			'commitment_updates',
			{
				id: update('k'),
				commitment_id: 'id',
				owner_id: dice.id('government', 'code'),
				state,
				status: statusIn(world, 'k'),
				basis: `'owner'`,
				as_of: DAY(day),
				note_en: `'Generated update ' || k || ' (sample): what has been done since the one before, and what comes next.'`,
				note_fr: `'Mise à jour générée ' || k || ' (exemple) : ce qui a été fait depuis la précédente, et la suite.'`,
				challenges_en: `case when ${dice.draw('challenge', nk)} < 0.2 then 'Generated challenge (sample).' end`,
				unchanged: `${dice.draw('unchanged', nk)} < 0.05`,
				milestones_done: `case when k = 3 and ${dice.draw('done', 'n::text')} < 0.6 then array[${dice.id('milestone', `n || ':1'`)}] else '{}' end`,
				created_by: dice.id('person', `'writer'`),
				created_at: NOON(`${day} + 5`),
				decided_by: `case when ${state} <> 'posted' then ${dice.id('person', `'reviewer'`)} end`,
				decided_at: `case when ${state} <> 'posted' then ${NOON(`${day} + 9`)} end`,
				return_comment: `case when ${state} = 'returned' then 'Generated comment (sample).' end`
			},
			`${all} where public`
		),
		fill(
			'date_changes',
			{
				id: dice.id('move', 'n::text'),
				update_id: update('3'),
				previous_due_on: DAY('due'),
				due_on: DAY('due_now'),
				reason_en: `'Generated reason (sample).'`,
				reason_fr: `'Raison générée (exemple).'`
			},
			`${commitmentsOf(world)} where public and moved > 0`
		),
		fill(
			'target_values',
			{
				target_id: dice.id('target', 'n::text'),
				update_id: update('k'),
				period: `to_char(${day}, 'YYYY-MM')`,
				value: `k * (100 + ${dice.below(500, 'target value', 'n::text')})`
			},
			`${all} where public and k in (2, 4) and ${dice.draw('targeted', 'n::text')} < 0.15`
		),
		fill(
			'evidence',
			{
				id: dice.id('proof', nk),
				update_id: update('k'),
				url: `(${SOURCE})[1]`,
				title: `'Generated report (sample)'`,
				created_at: NOON(`${day} + 5`)
			},
			`${all} where public and ${dice.draw('proof', nk)} < 0.3`
		),
		// Others who take part in a commitment, and report for themselves later than it was made.
		fill(
			'commitment_participants',
			{ commitment_id: 'id', organisation_id: dice.id('government', 'other'), position: '1' },
			`(select c.*, (${codesArray(world)})[1 + place % ${world.codes.length}] as other from ${commitmentsOf(world)}) as c
				where ${dice.draw('shared', 'n::text')} < 0.08`
		)
	];
}

const codesArray = ({ codes }: World) => `array[${codes.map((code) => `'${code}'`).join(', ')}]`;
