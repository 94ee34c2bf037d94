import { sql } from 'drizzle-orm';
import { ASSESSMENT_STATES, VISIBILITIES } from '#lib/assessments/vocabulary.ts';
import { COMMITMENT_STATES, UPDATE_STATES } from '#lib/commitments/vocabulary.ts';
import { FINDING_STATES } from '#lib/frameworks/vocabulary.ts';
import { PASSAGE_STATES, SUMMARY_STATES } from '#lib/summaries/vocabulary.ts';
import { ASSESSMENTS } from './every-assessment.ts';
import { addressOf } from './every-commitment.ts';
import { PACKAGED } from './every-state.ts';
import { keyed, type Reader } from './reader.ts';
import type { Cast } from './world.ts';

/** What is asked of a table, each row giving one word, and the words that this reader is to get. */
interface Reading {
	seen: ReturnType<typeof sql>;
	shown: (who: Reader, cast: Cast) => readonly string[];
}

const insider = (who: Reader) => !!(who.own ?? who.staff);
const commitments = (who: Reader) => who.in('commitment.read', COMMITMENT_STATES);
const updates = (who: Reader) => who.in('update.read', UPDATE_STATES);
const rewordings = (who: Reader) => who.in('rewording.read', UPDATE_STATES);
const findings = (who: Reader) => who.in('finding.read', FINDING_STATES);
const summaries = (who: Reader) => who.in('summary.read', SUMMARY_STATES);

/** The answers, each as far as its visibility allows; of what is published and not shown, nothing to others. */
const answers = (who: Reader) =>
	[...who.in('assessment.read', ASSESSMENT_STATES), ...(insider(who) ? ['kept'] : [])].flatMap(
		(state) => visible(who).map((visibility) => `${state} ${visibility}`)
	);
const visible = (who: Reader) =>
	VISIBILITIES.filter(
		(visibility) =>
			insider(who) ||
			visibility === 'public' ||
			(visibility === 'partners' && who.actor.kind === 'person')
	);

/** Rows without a word of their own are counted: a join would only ask the other table. */
const count = (table: string) => sql`select count(*)::text as seen from ${sql.identifier(table)}`;
const toInsiders = (words: readonly string[]) => (who: Reader) => (insider(who) ? words : []);
const toOwn = (words: readonly string[]) => (who: Reader) => (who.own ? words : []);
const toStaff = (words: readonly string[]) => (who: Reader) => (who.staff ? words : []);
/** What those see who manage the people of an organisation: approvers of their own, administrators of each. */
const toManagers = (word: (slug: string) => string) => (who: Reader) =>
	(who.staff && who.staff !== 'administrator') || (who.own && who.own !== 'approver')
		? []
		: ofEach(who).map(word);
/** What there is once of `owner` and once of `other`. */
const ofEach = (who: Reader) =>
	who.staff ? ['other', 'owner'] : who.own ? ['owner'] : who.name === 'stranger' ? ['other'] : [];

const besideSummaries = (seen: Reading['seen']): Reading => ({
	seen,
	shown: toStaff(SUMMARY_STATES)
});
/** What each summary has one of. */
const ofEachSummary = (table: string): Reading => ({
	seen: count(table),
	shown: (who) => [`${summaries(who).length}`]
});

/** What each commitment has one of. */
const ofEachCommitment = (table: string): Reading => ({
	seen: count(table),
	shown: (who) => [`${commitments(who).length}`]
});

/** What every table shows that not everyone may read in full, past every check in TypeScript. */
export const READS: Record<string, Reading> = {
	commitments: { seen: sql`select state as seen from commitments`, shown: commitments },
	milestones: { seen: sql`select title_en as seen from milestones`, shown: commitments },
	funding_lines: { seen: sql`select recipient as seen from funding_lines`, shown: commitments },
	commitment_targets: {
		seen: sql`select title_en as seen from commitment_targets`,
		shown: commitments
	},
	commitment_participants: ofEachCommitment('commitment_participants'),
	commitment_requirements: ofEachCommitment('commitment_requirements'),
	commitment_relations: ofEachCommitment('commitment_relations'),
	commitment_comments: {
		seen: sql`select body as seen from commitment_comments`,
		shown: (who) => who.in('comment.read', COMMITMENT_STATES)
	},
	commitment_updates: { seen: sql`select state as seen from commitment_updates`, shown: updates },
	date_changes: { seen: sql`select reason_en as seen from date_changes`, shown: updates },
	target_values: { seen: count('target_values'), shown: (who) => [`${updates(who).length}`] },
	commitment_versions: {
		seen: sql`select state as seen from commitment_versions`,
		shown: rewordings
	},
	evidence: {
		seen: sql`select title as seen from evidence`,
		shown: (who) => [
			...commitments(who),
			...updates(who).map((state) => `update ${state}`),
			...answers(who)
		]
	},
	// That there is a draft is known to the secretariat; what stands in it is not.
	assessments: {
		seen: sql`select case when state = 'published' and not disclosed then 'kept' else state end as seen from assessments`,
		shown: (who) => (insider(who) ? ASSESSMENTS : ['published'])
	},
	answers: { seen: sql`select narrative as seen from answers`, shown: answers },
	answer_services: { seen: sql`select note as seen from answer_services`, shown: answers },
	answer_metrics: { seen: sql`select name as seen from answer_metrics`, shown: answers },
	answer_assignments: {
		seen: sql`select 'asked' as seen from answer_assignments`,
		shown: toOwn(ASSESSMENTS.map(() => 'asked'))
	},
	answer_presence: {
		seen: sql`select 'there' as seen from answer_presence`,
		shown: toOwn(ASSESSMENTS.map(() => 'there'))
	},
	assessment_progress: {
		seen: sql`select 'saved' as seen from assessment_progress`,
		shown: toInsiders(ASSESSMENTS.slice(1).map(() => 'saved'))
	},
	// When what is shown was submitted is public.
	assessment_steps: {
		seen: sql`select state as seen from assessment_steps`,
		shown: (who) =>
			insider(who) ? ASSESSMENTS.flatMap(() => ['draft', 'submitted']) : ['submitted']
	},
	assessment_revisions: {
		seen: sql`select attested_title as seen from assessment_revisions`,
		shown: toInsiders(ASSESSMENTS)
	},
	answer_reviews: {
		seen: sql`select comment || case when released then ' released' else '' end as seen from answer_reviews`,
		shown: (who) => [
			...toStaff(ASSESSMENTS)(who),
			...toInsiders(ASSESSMENTS.map((name) => `${name} released`))(who)
		]
	},
	reviewer_opinions: {
		seen: sql`select note as seen from reviewer_opinions`,
		shown: toStaff(ASSESSMENTS)
	},
	reviewer_interests: {
		seen: sql`select note as seen from reviewer_interests`,
		shown: toStaff(['in_review'])
	},
	review_replies: {
		seen: sql`select body as seen from review_replies`,
		shown: toInsiders(ASSESSMENTS)
	},
	published_reviews: {
		seen: sql`select reason as seen from published_reviews`,
		shown: (who) => answers(who).filter((words) => /^(published|kept) /.test(words))
	},
	cycle_invitations: {
		seen: sql`select o.slug as seen from cycle_invitations i join organisations o on o.id = i.organisation_id`,
		shown: ofEach
	},
	cycle_extensions: { seen: sql`select reason as seen from cycle_extensions`, shown: ofEach },
	cycle_aggregates: {
		seen: sql`select withdrawn::text as seen from cycle_aggregates`,
		shown: (who) => (who.staff ? ['false', 'true'] : ['false'])
	},
	counted_assessments: {
		seen: count('counted_assessments'),
		shown: (who) => [who.staff ? '1' : '0']
	},
	findings: {
		seen: sql`select state as seen from findings f where exists (select from organisations o where o.id = f.organisation_id and o.slug = 'owner')`,
		shown: findings
	},
	finding_replies: { seen: sql`select body as seen from finding_replies`, shown: findings },
	summaries: { seen: sql`select state as seen from summaries`, shown: summaries },
	figures: ofEachSummary('figures'),
	summary_replies: {
		seen: sql`select reply_en as seen from summary_replies where reply_en is not null`,
		shown: (who) => who.in('passage.read', PASSAGE_STATES)
	},
	summary_numbers: ofEachSummary('summary_numbers'),
	// The data of an edition are public as long as the edition is, whatever its page still says.
	summary_packages: {
		seen: sql`select convert_from(content, 'UTF8') as seen from summary_packages`,
		shown: (who) => (who.staff ? PACKAGED : ['superseded', 'withdrawn'])
	},
	// What is written beside a summary in work never leaves the secretariat, published or not.
	summary_sections: besideSummaries(sql`select text_en as seen from summary_sections`),
	summary_comments: besideSummaries(sql`select body as seen from summary_comments`),
	summary_presence: {
		seen: sql`select 'there' as seen from summary_presence`,
		shown: toStaff(SUMMARY_STATES.map(() => 'there'))
	},
	users: {
		seen: sql`select name as seen from users`,
		// An organisation's token has a name, as a person has.
		shown: (who, { actors }) => [...people(who, actors), ...ofEach(who).map((slug) => `of ${slug}`)]
	},
	memberships: {
		seen: count('memberships'),
		shown: (who, { actors }) => [`${people(who, actors).length}`]
	},
	invitations: { seen: sql`select name as seen from invitations`, shown: ofEach },
	removals: {
		seen: sql`select o.slug as seen from removals r join organisations o on o.id = r.organisation_id`,
		shown: ofEach
	},
	audit_events: { seen: sql`select event as seen from audit_events`, shown: ofEach },
	imports: {
		seen: sql`select file_name as seen from imports`,
		shown: (who) => (who.name === 'contributor' ? ['file'] : [])
	},
	// A person's own are known to that person, and to who manages people.
	api_tokens: {
		seen: sql`select name as seen from api_tokens`,
		shown: (who) => [
			...(who.staff === 'administrator' || !who.staff
				? ofEach(who).map((slug) => `of ${slug}`)
				: []),
			...(['contributor', 'approver', 'administrator'].includes(who.name) ? ['personal'] : [])
		]
	},
	webhook_endpoints: {
		seen: sql`select name as seen from webhook_endpoints`,
		shown: toManagers((slug) => `to ${slug}`)
	},
	webhook_deliveries: {
		seen: sql`select at as seen from webhook_deliveries`,
		shown: toManagers((slug) => `sent to ${slug}`)
	},
	// Whoever may read a piece of evidence may know what came of asking for its address.
	link_checks: {
		seen: sql`select url as seen from link_checks`,
		shown: (who) =>
			(who.staff ? ['nowhere', ...COMMITMENT_STATES] : commitments(who)).map(addressOf)
	},
	// Only to the token whose they are: none of these asks by one.
	idempotency_keys: { seen: sql`select key as seen from idempotency_keys`, shown: () => [] },
	// One's own: that there is one.
	accounts: {
		seen: sql`select count(user_id)::text as seen from accounts`,
		shown: (who) => [who.name === 'contributor' ? '1' : '0']
	},
	// One's own, but for the hash by which it is recognised.
	sessions: {
		seen: count('sessions'),
		shown: (who) => [who.name === 'contributor' ? '1' : '0']
	},
	passkeys: { seen: sql`select name as seen from passkeys`, shown: keyed },
	form_tokens: {
		seen: sql`select result as seen from form_tokens`,
		shown: (who) => (who.name === 'contributor' ? ['sent'] : [])
	}
};

/** People of the own organisation; to the secretariat all. */
function people({ name, actor, staff }: Reader, actors: Cast['actors']): string[] {
	const all = Object.values(actors).flatMap((one) => (one.kind === 'person' ? [one.name] : []));
	if (actor.kind !== 'person') return [];
	const whose = { stranger: 'other', participant: 'partner' }[name] ?? 'owner';
	return staff ? all : all.filter((who) => who.endsWith(` ${whose}`));
}

/** What is the public record, or no secret: everyone reads it all. */
export const OPEN = [
	'commitment_facet_counts',
	'commitment_facets',
	'countries',
	'crosswalk',
	'cycles',
	'endorsements',
	'forum_chairs',
	'forum_meetings',
	'forum_memberships',
	'forums',
	'frameworks',
	'indicator_series',
	'indicator_values',
	'instruments',
	'organisations',
	'rating_levels',
	'regime_items',
	'regimes',
	'requirement_mappings',
	'requirements',
	'services',
	'themes',
	'treaty_actions'
];

/** What no request reads: the portal's own tasks alone do. */
export const CLOSED = [
	'actor_seal',
	'announced_changes',
	'mail_outbox',
	'notices',
	'passkey_challenges',
	'reads_counted',
	'sign_in_attempts',
	'subscription_requests',
	'subscriptions',
	'summary_announcements',
	'verification_tokens'
];
