import { WORDED } from '#lib/commitments/wording.ts';
import { COMMITMENT_KINDS, type CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import { fill, literal, textArray, uuidArray } from './chance.ts';
import { SOURCE } from './places.ts';
import { UPDATES } from './sizes.ts';
import type { World } from './world.ts';

/** What a commitment comes to in the end, and what is said of it on the way there. */
const ENDS = {
	completed: 0.28,
	partly_completed: 0.12,
	continuing: 0.15,
	on_track: 0.2,
	at_risk: 0.07,
	delayed: 0.12,
	superseded: 0.02,
	not_started: 0.04
} satisfies Partial<Record<CommitmentStatus, number>>;
const BEFORE = { on_track: 0.6, at_risk: 0.12, delayed: 0.13, not_started: 0.15 };

export const DAY = (date: string) => `to_char(${date}, 'YYYY-MM-DD')`;
export const NOON = (date: string) => `((${date}) + time '12:00') at time zone 'UTC'`;
const LAST = `${UPDATES}`;

/**
 * Every commitment with what the tables about it have to agree on, as `c`: who owns it, where it stands, when
 * it was announced, published and due, by how much that was moved, and which updates count.
 */
export function commitmentsOf({ dice, size, codes }: World): string {
	const n = 'n::text';
	return `(select *,
			(${textArray(codes)})[place] as code,
			state in ('published', 'withdrawn') as public,
			published + ((date '2026-06-01' - published) / ${UPDATES + 1}) * ${LAST} as until,
			due + moved as due_now
		from (select n, ${dice.id('commitment', n)} as id,
			1 + floor(power(${dice.draw('owner', n)}, 1.4) * ${codes.length})::int as place,
			${dice.weighted({ published: 0.86, withdrawn: 0.03, draft: 0.05, submitted: 0.03, returned: 0.03 }, 'state', n)} as state,
			date '2017-03-01' + ${dice.below(2900, 'announced', n)} as announced,
			date '2017-03-11' + ${dice.below(2900, 'announced', n)} as published,
			date '2018-01-01' + ${dice.below(2900, 'announced', n)} + ${dice.below(1500, 'due', n)} as due,
			case when ${dice.draw('moved', n)} < 0.25 then 90 + ${dice.below(500, 'moved by', n)} else 0 end as moved,
			${dice.weighted({ accepted: 0.88, posted: 0.08, returned: 0.04 }, 'last update', n)} as last_update
		from generate_series(1, ${size.commitments}) as n) as made) as c`;
}

/** What the update of this number says of its commitment. */
export const statusIn = ({ dice }: World, k: string) =>
	`case when ${k} >= ${UPDATES - 1} then ${dice.weighted(ENDS, 'end', `n || ':' || ${k} / ${UPDATES}`)} else ${dice.weighted(BEFORE, 'before', `n || ':' || ${k}`)} end`;

/** The day of which the update of this number speaks. */
export const dayOf = (k: string) =>
	`(published + ((date '2026-06-01' - published) / ${UPDATES + 1}) * ${k})`;

/** Commitments in every state, as their owners and the secretariat leave them. */
export function commitmentRows(world: World): string[] {
	const { dice, forums, pillars } = world;
	const n = 'n::text';
	const counted = `case when last_update = 'accepted' then ${UPDATES} else ${UPDATES - 1} end`;
	const writer = dice.id('person', `'writer'`);
	const commitments = fill(
		'commitments',
		{
			id: 'id',
			reference: `'G' || code || '-' || lpad(n::text, greatest(5, length(n::text)), '0')`,
			owner_id: dice.id('government', 'code'),
			forum_key: `case when ${dice.draw('in forum', n)} < 0.7 then ${dice.oneOf(forums, 'forum', n)} end`,
			kind: dice.oneOf(COMMITMENT_KINDS, 'kind', n),
			pillar_id: `case when ${dice.draw('in pillar', n)} < 0.6 then (${uuidArray(pillars.requirements)})[1 + ${dice.below(pillars.requirements.length, 'pillar', n)}] end`,
			title_en: `'Generated commitment ' || n || ' (sample)'`,
			title_fr: `'Engagement généré ' || n || ' (exemple)'`,
			description_en: `repeat('Generated text (sample): what will be done, by whom and for whom, under number ' || n || '. ', 4)`,
			description_fr: `repeat('Texte généré (exemple) : ce qui sera fait, par qui et pour qui, au numéro ' || n || '. ', 4)`,
			baseline_en: `case when ${dice.draw('baseline', n)} < 0.3 then 'Generated baseline (sample).' end`,
			measure_en: `case when ${dice.draw('measure', n)} < 0.3 then 'Generated measure (sample).' end`,
			lead_agency: `'Generated ministry ' || code`,
			announced_on: DAY('announced'),
			starts_on: DAY('published'),
			due_on: DAY('case when public then due_now else due end'),
			first_due_on: DAY('due'),
			source_url: `(${SOURCE})[1]`,
			state: 'state',
			status: `case when state = 'withdrawn' then 'withdrawn' when public then ${statusIn(world, `(${counted})`)} else 'not_started' end`,
			status_as_of: `case when state = 'withdrawn' then '2026-06-01' when public then ${DAY(dayOf(`(${counted})`))} end`,
			return_comment: `case when state = 'returned' then 'Generated comment (sample).' end`,
			withdrawn_reason: `case when state = 'withdrawn' then 'Generated reason (sample).' end`,
			created_by: writer,
			created_at: NOON('announced'),
			updated_at: NOON('published'),
			submitted_at: `case when state <> 'draft' then ${NOON('announced + 3')} end`,
			published_at: `case when public then ${NOON('published')} end`
		},
		commitmentsOf(world)
	);
	const column = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
	const content = WORDED.map((field) => `${literal(field)}, made.${column(field)}`).join(', ');
	const versions = `insert into commitment_versions (id, commitment_id, number, state, content, created_by, created_at, decided_at)
		select ${dice.id('version', 'n::text')}, made.id, 1, 'accepted', jsonb_build_object(${content}), made.created_by, made.published_at, made.published_at
		from ${commitmentsOf(world)} join commitments made on made.id = c.id where public`;
	return [commitments, versions, ...parts(world)];
}

/** What hangs on a commitment from the start: milestones, money, what it serves, its source. */
function parts(world: World): string[] {
	const { dice, principles, capabilities } = world;
	const all = commitmentsOf(world);
	const n = 'n::text';
	const serves = (requirements: readonly string[], what: string, share: number) =>
		fill(
			'commitment_requirements',
			{
				commitment_id: 'id',
				requirement_id: `(${uuidArray(requirements)})[1 + ${dice.below(requirements.length, what, n)}]`
			},
			`${all} where ${dice.draw(`serves ${what}`, n)} < ${share}`
		);
	return [
		fill(
			'milestones',
			{
				id: dice.id('milestone', `n || ':' || k`),
				commitment_id: 'id',
				position: 'k',
				title_en: `'Generated milestone ' || k || ' (sample)'`,
				title_fr: `'Jalon généré ' || k || ' (exemple)'`,
				due_on: `to_char(due - 200 * (3 - k), 'YYYY-MM')`,
				first_due_on: `to_char(due - 200 * (3 - k), 'YYYY-MM')`,
				status: `case when public and k = 1 and ${dice.draw('done', n)} < 0.6 then 'done' else 'open' end`,
				completed_on: `case when public and k = 1 and ${dice.draw('done', n)} < 0.6 then ${DAY(dayOf('3'))} end`
			},
			`${all} cross join generate_series(1, 2) as k`
		),
		fill(
			'funding_lines',
			{
				id: dice.id('funding', `n || ':' || k`),
				commitment_id: 'id',
				position: 'k',
				amount_minor: `100000 * (1 + ${dice.below(90_000, 'amount', `n || ':' || k`)}::bigint)`,
				currency: dice.weighted({ USD: 0.4, EUR: 0.3, CAD: 0.2, JPY: 0.1 }, 'currency', n),
				fiscal_period: `(extract(year from published)::int + k)::text`,
				stage: dice.weighted(
					{ announced: 0.5, committed: 0.3, spent: 0.2 },
					'stage',
					`n || ':' || k`
				)
			},
			`${all} cross join generate_series(1, 2) as k where ${dice.draw('funded', n)} < 0.4`
		),
		fill(
			'commitment_targets',
			{
				id: dice.id('target', n),
				commitment_id: 'id',
				position: '1',
				title_en: `'Generated target (sample)'`,
				title_fr: `'Cible générée (exemple)'`,
				unit_en: `'people'`,
				unit_fr: `'personnes'`,
				baseline: '0',
				target: `1000 + ${dice.below(9000, 'target', n)}`
			},
			`${all} where ${dice.draw('targeted', n)} < 0.15`
		),
		serves(principles.requirements, 'principle', 0.3),
		serves(capabilities.requirements, 'capability', 0.4),
		fill(
			'evidence',
			{
				id: dice.id('source', n),
				commitment_id: 'id',
				url: `(${SOURCE})[1]`,
				title: `'Generated announcement (sample)'`,
				created_at: NOON('announced')
			},
			`${all} where ${dice.draw('evidence', n)} < 0.5`
		)
	];
}
