import { commitmentsOf } from './commitments.ts';
import { answersOf } from './assessments.ts';
import { UPDATES } from './sizes.ts';
import type { World } from './world.ts';

/** What the audit log says of it: that each was published, and each update accepted. By the one way into it. */
export function historyOf(world: World): string[] {
	const { dice } = world;
	const reviewer = `${dice.id('person', `'reviewer'`)}::text`;
	const append = (event: string, type: string, organisation: string, id: string, from: string) =>
		`select count(audit_append(${reviewer}, ${organisation}::text, '${event}', '${type}', ${id}::text, '{}')) from ${from}`;
	const owner = dice.id('government', 'code');
	const public_ = `${commitmentsOf(world)} where public`;
	return [
		append('commitment.published', 'commitment', owner, 'id', public_),
		append(
			'update.accepted',
			'commitment',
			owner,
			'id',
			`${commitmentsOf(world)} where public and last_update = 'accepted' and n % ${UPDATES} = 0`
		),
		append(
			'assessment.published',
			'assessment',
			dice.id('company', 'c::text'),
			'assessment',
			`${answersOf(world)} where r = 1 and public`
		)
	];
}
