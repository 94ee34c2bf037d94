import { fill, literal, uuidArray } from './chance.ts';
import { SOURCE } from './places.ts';
import type { World } from './world.ts';

const NOON = (date: string) => `((${date}) + time '12:00') at time zone 'UTC'`;
/** Two cycles a year, the last of them published in the spring of 2026. */
const OPENS = (y: string, cycles: number) =>
	`(date '2025-09-01' - interval '6 months' * (${cycles} - ${y}))::date`;

/** Every answer of every company in every cycle, as `a`; `code` is what the public matrix holds for it. */
export function answersOf({ dice, size, principles }: World): string {
	const cr = `c || ':' || r`;
	return `(select *, ${OPENS('y', size.cycles)} as opens,
			case when visibility <> 'public' then -2 when na then -1 else rating end as code,
			case when reviewed and not na then greatest(0, rating - (${dice.draw('stricter', `c || ':' || y || ':' || r`)} < 0.3)::int) end as reviewer,
			min(y) over (partition by c, r, rating) as since
		from (select c, y, r,
			${dice.id('assessment', `c || ':' || y`)} as assessment,
			r in (5, 6) and ${dice.draw('not applicable', cr)} < 0.45 as na,
			least(4, ${dice.below(3, 'rating', cr)} + floor((y - 1) * ${dice.draw('slope', cr)} * 0.5)::int) as rating,
			${dice.weighted({ public: 0.8, partners: 0.1, secretariat: 0.1 }, 'visibility', cr)} as visibility,
			y < ${size.cycles} or ${dice.draw('published', 'c::text')} < 0.92 as public,
			${dice.draw('reviewed', `c || ':' || y`)} < 0.25 as reviewed,
			${dice.weighted({ en: 0.7, fr: 0.3 }, 'language', 'c::text')} as language
		from generate_series(1, ${size.companies}) as c, generate_series(1, ${size.cycles}) as y,
			generate_series(1, ${principles.requirements.length}) as r) as made) as a`;
}

const SAYS = `case language when 'fr' then 'Texte généré (exemple) : ce qui est en place, pour quels services, et depuis quand, au niveau ' || rating || '.'
	else 'Generated text (sample): what is in place, for which services, and since when, at level ' || rating || '.' end`;
const PUBLISHED = NOON('opens + 215');

export function assessmentsOf(world: World): string[] {
	const { dice, size, principles } = world;
	const cycle = (y: string) => dice.id('cycle', `'vp:' || ${y}`);
	const each = `(select c, y, assessment, opens, public, reviewed,
			array_agg(code::smallint order by r) as ratings,
			array_agg((case when visibility <> 'public' then -2 else coalesce(reviewer, -3) end)::smallint order by r) as reviewers
		from ${answersOf(world)} group by c, y, assessment, opens, public, reviewed) as e`;
	const company = dice.id('company', 'c::text');
	return [
		fill(
			'cycles',
			cycleColumns(cycle('y'), principles.frameworkId, 'y', size.cycles),
			`generate_series(1, ${size.cycles}) as y`
		),
		fill(
			'assessments',
			{
				id: 'assessment',
				cycle_id: cycle('y'),
				organisation_id: company,
				state: `case when public then 'published' else 'accepted' end`,
				revision: '1',
				created_by: dice.id('person', `'writer'`),
				created_at: NOON('opens + 10'),
				submitted_at: NOON('opens + 100'),
				accepted_at: NOON('opens + 180'),
				published_at: `case when public then ${PUBLISHED} end`,
				public_ratings: `case when public then ratings end`,
				public_reviewer_ratings: `case when public then reviewers end`,
				disclosed: 'public',
				reply_until: `case when reviewed then opens + 205 end`
			},
			each
		),
		fill(
			'assessment_progress',
			{
				assessment_id: 'assessment',
				organisation_id: company,
				answers: `array_fill('completed'::text, array[${principles.requirements.length}])`,
				saved_at: NOON('opens + 99')
			},
			each
		),
		fill(
			'assessment_steps',
			{
				id: dice.id('step', `c || ':' || y || ':' || step`),
				assessment_id: 'assessment',
				organisation_id: company,
				state: 'step',
				taken_at: NOON('opens + after')
			},
			`${each} cross join (values ('draft', 10), ('submitted', 100), ('in_review', 120), ('accepted', 180), ('published', 215)) as s(step, after)
				where public or step <> 'published'`
		),
		...said(world)
	];
}

/** The answers, what the reviewers say of some of them, and what was attested. */
function said(world: World): string[] {
	const { dice, principles, size } = world;
	const all = answersOf(world);
	const cyr = `c || ':' || y || ':' || r`;
	const place = {
		organisation_id: dice.id('company', 'c::text'),
		requirement_id: `(${uuidArray(principles.requirements)})[r]`
	};
	const answer = dice.id('answer', cyr);
	const reason = `case when reviewer < rating then 'Generated reason (sample).' end`;
	const linked = `code >= 3 and ${dice.draw('link', cyr)} < 0.5`;
	const continuity = `case when y = 1 then 'new' when since < y then 'confirmed' else 'changed' end`;
	const na = `case when na then 'Generated reason (sample).' end`;
	const text = (value: string) => `coalesce(to_json(${value})::text, 'null')`;
	const link = `'[{"publisher":"example.org","title":"Generated report (sample)","url":"https://example.org/sample/generated"}]'`;
	const field = (name: string, value: string) => `'"${name}":' || ${value}`;
	/** An answer in the snapshot, its keys in the order in which they are hashed. */
	const attested = [
		field('changeNote', `'null'`),
		field('confidence', `'null'`),
		field('continuity', text(continuity)),
		field('evidence', `case when ${linked} then ${link} else '[]' end`),
		field('metrics', `'[]'`),
		field('narrative', text(`case when not na then ${SAYS} end`)),
		field('narrativeLocale', text('language')),
		field('notApplicable', 'na::text'),
		field('notApplicableKind', text(`case when na then 'no_such_service' end`)),
		field('notApplicableReason', text(na)),
		field('number', 'r'),
		field('rating', text('case when not na then rating end')),
		field('services', `'[]'`),
		field('since', text(`case when since < y then ${cycleKey('since', size.cycles)} end`)),
		field('visibility', text('visibility'))
	].join(` || ',' || `);
	const document = `'{"answers":[' || string_agg('{' || ${attested} || '}', ',' order by r) || '],"cycle":' || to_json(${cycleKey('y', size.cycles)}) || ',"framework":"voluntary-principles","frameworkVersion":' || to_json(f.version) || ',"organisation":"generated-company-' || lpad(c::text, greatest(4, length(c::text)), '0') || '"}'`;
	return [
		fill(
			'answers',
			{
				id: answer,
				assessment_id: 'assessment',
				...place,
				published: 'public',
				rating: `case when not na then rating end`,
				not_applicable: 'na',
				not_applicable_kind: `case when na then 'no_such_service' end`,
				not_applicable_reason: na,
				narrative: `case when not na then ${SAYS} end`,
				narrative_locale: 'language',
				visibility: 'visibility',
				continuity,
				since_cycle_id: `case when since < y then ${dice.id('cycle', `'vp:' || since`)} end`,
				updated_by: dice.id('person', `'writer'`),
				updated_at: NOON('opens + 90')
			},
			all
		),
		fill(
			'evidence',
			{
				id: dice.id('link', cyr),
				answer_id: answer,
				url: `(${SOURCE})[1]`,
				title: `'Generated report (sample)'`,
				publisher: `'example.org'`,
				created_at: NOON('opens + 90')
			},
			`${all} where ${linked}`
		),
		fill(
			'answer_reviews',
			{
				id: dice.id('review', cyr),
				assessment_id: 'assessment',
				...place,
				revision: '1',
				reviewer_rating: 'reviewer',
				reason,
				decision: `'accepted'`,
				released: 'true',
				reviewer_id: dice.id('person', `'reviewer'`),
				updated_at: NOON('opens + 170')
			},
			`${all} where reviewer is not null`
		),
		fill(
			'published_reviews',
			{
				id: dice.id('published review', cyr),
				assessment_id: 'assessment',
				...place,
				visibility: 'visibility',
				rating: 'reviewer',
				reason,
				reason_locale: `case when reviewer < rating then 'en' end`,
				reply_until: `case when reviewer < rating then opens + 205 end`,
				published_at: PUBLISHED
			},
			`${all} where reviewer is not null and public`
		),
		fill(
			'assessment_revisions',
			{
				id: dice.id('revision', `c || ':' || y`),
				assessment_id: 'assessment',
				organisation_id: place.organisation_id,
				revision: '1',
				snapshot: 'document::jsonb',
				content_hash: `encode(sha256(convert_to(document, 'UTF8')), 'hex')`,
				attested_by: dice.id('person', `'attester'`),
				attested_name: `'Generated attester (sample)'`,
				attested_title: `'Generated title (sample)'`,
				created_at: NOON('opens + 100')
			},
			`(select c, y, assessment, opens, ${document} as document
				from ${all} join frameworks f on f.id = '${principles.frameworkId}'
				group by c, y, assessment, opens, f.version) as d`
		)
	];
}

/** As 2025-2: the second cycle of that year. */
const cycleKey = (y: string, cycles: number) =>
	`to_char(${OPENS(y, cycles)}, 'YYYY') || case when extract(month from ${OPENS(y, cycles)}) < 7 then '-1' else '-2' end`;

export function cycleColumns(id: string, frameworkId: string, y: string, cycles: number) {
	const opens = OPENS(y, cycles);
	return {
		id,
		framework_id: literal(frameworkId),
		key: cycleKey(y, cycles),
		name_en: `'Generated cycle ' || ${cycleKey(y, cycles)}`,
		name_fr: `'Cycle généré ' || ${cycleKey(y, cycles)}`,
		opens_on: opens,
		due_on: `${opens} + 90`,
		closes_on: `${opens} + 110`,
		published_at: NOON(`${opens} + 215`),
		created_at: NOON(`${opens} - 30`)
	};
}
