import { sql } from 'drizzle-orm';
import { SUMMARY_STATES } from '#lib/summaries/vocabulary.ts';
import { summary } from './probes-summaries.ts';
import type { Probe } from './probes.ts';

/** What its editors keep beside a summary in work. */
export const DRAFTING_PROBES: Record<string, Probe> = {
	'put a section beside its other language': {
		may: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`insert into summary_sections (summary_id, position) values (${summary(s, at)}, 9)`
	},
	'say that a translation is up to date': {
		may: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`update summary_sections set agreed_en = text_en where summary_id = ${summary(s, at)}`
	},
	'drop a section that is there no more': {
		may: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s, at) => sql`delete from summary_sections where summary_id = ${summary(s, at)}`
	},
	'comment on a summary': {
		may: 'summary.comment',
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`insert into summary_comments (summary_id, body, written_by) values (${summary(s, at)}, 'x', concord_user())`
	},
	'comment on a summary in the name of another': {
		may: () => false,
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`insert into summary_comments (summary_id, body, written_by) values (${summary(s, at)}, 'x', ${at.author})`
	},
	'resolve a comment on a summary': {
		may: 'summary.comment',
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`update summary_comments set resolved_at = now(), resolved_by = concord_user() where summary_id = ${summary(s, at)}`
	},
	'reword a comment on a summary': {
		may: () => false,
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`update summary_comments set body = 'x' where summary_id = ${summary(s, at)}`
	},
	'be there in a summary': {
		may: 'summary.edit',
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`insert into summary_presence (summary_id, user_id) values (${summary(s, at)}, concord_user())
				on conflict (summary_id, user_id) do update set since = now()`
	},
	'be there in a summary still': {
		may: (who, s) => who.name === 'editor' && who.in('summary.edit', [s]).length > 0,
		states: SUMMARY_STATES,
		statement: (s, at) =>
			sql`update summary_presence set seen_at = now() where summary_id = ${summary(s, at)}`
	},
	'be there in a summary no more': {
		may: (who) => who.name === 'editor',
		states: SUMMARY_STATES,
		statement: (s, at) => sql`delete from summary_presence where summary_id = ${summary(s, at)}`
	}
};
