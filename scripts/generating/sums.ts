import { fill, textArray, uuidArray } from './chance.ts';
import { cycleColumns } from './assessments.ts';
import type { World } from './world.ts';

/** One cycle of the Model National Response: every made-up government answers, and the public sees the sums. */
export function sumsOf({ dice, codes, capabilities }: World): string[] {
	const cycle = dice.id('cycle', `'mnr'`);
	const countries = `unnest(${textArray(codes)}) as c(code)`;
	const count = capabilities.requirements.length;
	const cr = `code || ':' || r`;
	const answers = `(select code, r, ${dice.id('response', 'code')} as response, ${dice.draw('no capability', cr)} < 0.05 as na, ${dice.below(5, 'capability', cr)} as rating
		from ${countries} cross join generate_series(1, ${count}) as r) as a`;
	const requirement = `(${uuidArray(capabilities.requirements)})[r]`;
	const when = `timestamptz '2026-04-10T12:00:00Z'`;
	return [
		fill('cycles', cycleColumns(cycle, capabilities.frameworkId, '1', 1), '(values (1)) as one(y)'),
		fill(
			'assessments',
			{
				id: dice.id('response', 'code'),
				cycle_id: cycle,
				organisation_id: dice.id('government', 'code'),
				state: `'published'`,
				revision: '1',
				created_at: when,
				submitted_at: when,
				accepted_at: when,
				published_at: when,
				public_ratings: 'ratings'
			},
			`(select code, array_agg((case when na then -1 else rating end)::smallint order by r) as ratings from ${answers} group by code) as e`
		),
		fill(
			'answers',
			{
				id: dice.id('capability answer', cr),
				assessment_id: 'response',
				organisation_id: dice.id('government', 'code'),
				requirement_id: requirement,
				rating: 'case when not na then rating end',
				not_applicable: 'na',
				not_applicable_kind: `case when na then 'other' end`,
				not_applicable_reason: `case when na then 'Generated reason (sample).' end`,
				narrative: `case when not na then 'Generated text (sample): what is in place.' end`,
				updated_at: when
			},
			answers
		),
		`insert into counted_assessments (assessment_id) select ${dice.id('response', 'code')} from ${countries}`,
		fill(
			'cycle_aggregates',
			{
				id: dice.id('aggregate', 'r::text'),
				cycle_id: cycle,
				requirement_id: requirement,
				organisations: 'count(*)',
				counts: `array[${[0, 1, 2, 3, 4].map((level) => `count(*) filter (where not na and rating = ${level})`).join(', ')}, count(*) filter (where na)]::smallint[]`,
				counted_at: when
			},
			`${answers} group by r`
		)
	];
}
