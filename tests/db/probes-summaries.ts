import { sql } from 'drizzle-orm';
import { PASSAGE_STATES, PUBLIC_STATES, SUMMARY_STATES } from '#lib/summaries/vocabulary.ts';
import { PACKAGED, type Planted } from './every-state.ts';
import type { Probe } from './probes.ts';

export const summary = (state: string, at: Planted): string =>
	at.summaries[state as keyof Planted['summaries']] ?? '';
const passage = (state: string, at: Planted): string =>
	at.passages[state as keyof Planted['passages']];
const askFor = (summaryId: string, organisationId: string, days: number) =>
	sql`insert into summary_replies (summary_id, organisation_id, title_en, title_fr, passage_en, passage_fr, due_on, asked_by)
		values (${summaryId}, ${organisationId}, 'x', 'x', 'x', 'x', (now() at time zone 'UTC')::date + ${days}::integer, concord_user())`;

export const SUMMARY_PROBES: Record<string, Probe> = {
	'begin a summary': {
		may: 'summary.create',
		states: ['draft'],
		statement: () =>
			sql`insert into summaries (slug, title_en, title_fr, body_en, body_fr) values ('x', 'x', 'x', 'x', 'x')`
	},
	'edit a summary': {
		may: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s, at) => sql`update summaries set title_en = 'x' where id = ${summary(s, at)}`
	},
	'publish a summary': {
		may: 'summary.publish',
		states: SUMMARY_STATES.filter((s) => !PUBLIC_STATES.some((open) => open === s)),
		statement: (s, at) =>
			sql`update summaries set state = 'published', published_by = concord_user(), slug = slug || '-out' where id = ${summary(s, at)}`
	},
	'set a time for a summary': {
		may: 'summary.publish',
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`update summaries set state = 'scheduled', publish_at = '2099-06-01', scheduled_by = concord_user() where id = ${summary(s, at)}`
	},
	'set it in the name of another': {
		may: () => false,
		states: ['in_review'],
		statement: (s, at) =>
			sql`update summaries set state = 'scheduled', publish_at = '2099-06-01', scheduled_by = ${at.outsider} where id = ${summary(s, at)}`
	},
	'call a summary back': {
		may: 'summary.call_back',
		states: SUMMARY_STATES.filter((s) => s !== 'in_review' && s !== 'draft'),
		statement: (s, at) =>
			sql`update summaries set state = 'in_review', publish_at = null, scheduled_by = null where id = ${summary(s, at)}`
	},
	'edit it when calling it back': {
		may: () => false,
		states: ['scheduled'],
		statement: (s, at) =>
			sql`update summaries set state = 'in_review', publish_at = null, scheduled_by = null, body_en = 'x' where id = ${summary(s, at)}`
	},
	'ask for a reply': {
		may: 'passage.ask',
		states: SUMMARY_STATES,
		statement: (s, at) => askFor(summary(s, at), at.owner, 30)
	},
	'ask for it within days': {
		may: () => false,
		states: ['draft', 'in_review'],
		statement: (s, at) => askFor(summary(s, at), at.owner, 6)
	},
	'take a request back': {
		may: 'passage.drop',
		states: PASSAGE_STATES.filter((s) => s !== 'dropped'),
		statement: (s, at) =>
			sql`update summary_replies set state = 'dropped', dropped_reason = 'x' where id = ${passage(s, at)}`
	},
	'reply for oneself': {
		may: 'passage.reply',
		states: PASSAGE_STATES,
		statement: (s, at) =>
			sql`update summary_replies set reply_fr = 'x', replied_by = concord_user(), version = version + 1 where id = ${passage(s, at)}`
	},
	'reply for another': {
		may: (who) => who.name === 'stranger',
		states: ['unanswered'],
		statement: (s, at) =>
			sql`update summary_replies set reply_fr = 'x', replied_at = now(), replied_by = concord_user() where id = ${passage(s, at)}`
	},
	'change what is replied to': {
		may: () => false,
		states: PASSAGE_STATES,
		statement: (s, at) =>
			sql`update summary_replies set passage_en = 'x', replied_by = concord_user() where id = ${passage(s, at)}`
	},
	'withdraw a summary': {
		may: 'summary.withdraw',
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`update summaries set state = 'withdrawn', withdrawn_at = now(), withdrawal_reason_en = 'x', withdrawal_reason_fr = 'x' where id = ${summary(s, at)}`
	},
	'add a figure': {
		may: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`insert into figures (summary_id, position, question) values (${summary(s, at)}, 9, 'country_status')`
	},
	'change a figure': {
		may: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s, at) => sql`update figures set position = 8 where summary_id = ${summary(s, at)}`
	},
	'remove a figure': {
		may: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s, at) => sql`delete from figures where summary_id = ${summary(s, at)}`
	},
	'add a number of a text': {
		may: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`insert into summary_numbers (summary_id, figure_id, position, "row", "column") select summary_id, id, 9, 'CA', 'total' from figures where summary_id = ${summary(s, at)}`
	},
	'change a number of a text': {
		may: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`update summary_numbers set position = 8 where summary_id = ${summary(s, at)}`
	},
	'remove a number of a text': {
		may: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s, at) => sql`delete from summary_numbers where summary_id = ${summary(s, at)}`
	},
	'keep the data of a summary': {
		may: (who, state) =>
			state === 'published' && ['publisher', 'administrator'].includes(who.staff ?? ''),
		states: SUMMARY_STATES.filter((state) => !PACKAGED.includes(state)),
		statement: (s, at) =>
			sql`insert into summary_packages (summary_id, content, size, sha256) values (${summary(s, at)}, '', 0, encode(sha256(''), 'hex'))`
	}
};
