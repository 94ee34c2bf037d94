import { sql } from 'drizzle-orm';
import type { Probe } from './probes.ts';
import type { Reader } from './reader.ts';

const signedIn = (who: Reader) => who.actor.kind === 'person';
const once = ['any'];

const INSTEAD = ['Removed by the secretariat on 1 May', 'Retiré par le secrétariat le 1er mai'];

export const OFFICE_PROBES: Record<string, Probe> = {
	// A function changes no rows of its own: a form is noted once it has run.
	'remove a text at once': {
		may: 'text.remove',
		states: once,
		statement: (_, at) =>
			sql`insert into form_tokens (token, user_id, result) select gen_random_uuid(), concord_user(), 'x' from concord_remove_text('finding', (select id from findings where organisation_id = ${at.owner} and state = 'dropped'), false, 'illegal', ${INSTEAD[0]}, ${INSTEAD[1]}, '{}')`
	},
	'remove a text from mails': {
		may: 'text.remove',
		states: once,
		statement: () =>
			sql`insert into form_tokens (token, user_id, result) select gen_random_uuid(), concord_user(), 'x' from concord_remove_from_mails('{}', ${INSTEAD[0]})`
	},
	'replace the data of an edition': {
		may: 'text.remove',
		states: once,
		statement: (_, at) =>
			sql`insert into form_tokens (token, user_id, result) select gen_random_uuid(), concord_user(), 'x' from concord_replace_package(${at.summaries.superseded}::uuid, 'x'::bytea)`
	},
	'plan a cycle': {
		may: 'cycle.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into cycles (framework_id, key, name_en, name_fr, opens_on, due_on, closes_on)
				values (${at.framework}, 'x', 'x', 'x', '2030-01-01', '2030-02-01', '2030-03-01')`
	},
	'change a cycle': {
		may: 'cycle.manage',
		states: once,
		statement: (_, at) => sql`update cycles set name_en = 'x' where id = ${at.cycles.free}`
	},
	'invite to a cycle': {
		may: 'cycle.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into cycle_invitations (cycle_id, organisation_id) values (${at.cycles.free}, ${at.owner})`
	},
	'take back an invitation to a cycle': {
		may: 'cycle.manage',
		states: once,
		statement: (_, at) => sql`delete from cycle_invitations where organisation_id = ${at.owner}`
	},
	'give more time': {
		may: 'cycle.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into cycle_extensions (cycle_id, organisation_id, until, reason, granted_by)
				values (${at.cycles.free}, ${at.owner}, '2027-01-07', 'x', concord_user())`
	},
	'load a framework': {
		may: 'framework.manage',
		states: once,
		statement: () =>
			sql`insert into frameworks (key, version, name_en, name_fr, audience, disclosure) values ('x', '1', 'x', 'x', 'companies', 'per_organisation')`
	},
	'load a theme': {
		may: 'framework.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into themes (framework_id, number, name_en, name_fr) values (${at.framework}, 9, 'x', 'x')`
	},
	'load a requirement': {
		may: 'framework.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into requirements (framework_id, number, title_en, title_fr) values (${at.framework}, 9, 'x', 'x')`
	},
	'load a rating level': {
		may: 'framework.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into rating_levels (framework_id, value, label_en, label_fr) values (${at.framework}, 0, 'x', 'x')`
	},
	'load what takes up what': {
		may: 'framework.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into requirement_mappings (from_id, to_id, comparable) values (${at.requirements[0]}, ${at.requirements[1]}, true)`
	},
	'enter an endorsement': {
		may: 'organisation.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into endorsements (framework_id, organisation_id)
				values (${at.framework}, (select id from organisations where slug = 'partner'))`
	},
	'change an endorsement': {
		may: 'organisation.manage',
		states: once,
		statement: (_, at) =>
			sql`update endorsements set note = 'x' where organisation_id = ${at.owner}`
	},
	'enter an organisation': {
		may: 'organisation.manage',
		states: once,
		statement: () =>
			sql`insert into organisations (slug, kind, name_en, name_fr) values ('x', 'company', 'x', 'x')`
	},
	'change an organisation': {
		may: 'organisation.manage',
		states: once,
		statement: (_, at) => sql`update organisations set note = 'x' where id = ${at.owner}`
	},
	'add a service': {
		may: 'service.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into services (organisation_id, name) values (${at.owner}, 'x')`
	},
	'change a service': {
		may: 'service.manage',
		states: once,
		statement: (_, at) => sql`update services set kind = 'x' where id = ${at.services[0]}`
	},
	'let somebody in': {
		may: 'member.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into memberships (user_id, organisation_id, role) values (${at.outsider}, ${at.owner}, 'viewer')`
	},
	'end a membership': {
		may: 'member.manage',
		states: once,
		statement: (_, at) =>
			sql`update memberships set ended_at = now() where organisation_id = ${at.owner} and role = 'viewer'`
	},
	'invite somebody': {
		may: 'member.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into invitations (email, name, organisation_id, role, expires_at) values ('x@example.org', 'x', ${at.owner}, 'viewer', now())`
	},
	'take back an invitation': {
		may: 'member.manage',
		states: once,
		statement: (_, at) =>
			sql`update invitations set revoked_at = now() where organisation_id = ${at.owner}`
	},
	'change what a person is called': {
		may: (who) => who.name === 'contributor',
		states: once,
		statement: (_, at) => sql`update users set name = 'x' where id = ${at.author}`
	},
	'bring in a file': {
		may: 'commitment.create',
		states: once,
		statement: (_, at) =>
			sql`insert into imports (organisation_id, created_by, file_name, locale) values (${at.owner}, concord_user(), 'x', 'en')`
	},
	'go on with a file that was brought in': {
		may: (who) => who.name === 'contributor',
		states: once,
		statement: () => sql`update imports set done = 1`
	},
	'keep where a form led': {
		may: signedIn,
		states: once,
		statement: () =>
			sql`insert into form_tokens (token, user_id, result) values (gen_random_uuid(), concord_user(), 'x')`
	},
	'end a session': {
		may: (who) => who.name === 'contributor',
		states: once,
		statement: () => sql`delete from sessions where id is not null`
	},
	'rename a passkey': {
		may: (who) => who.name === 'contributor',
		states: once,
		statement: () => sql`update passkeys set name = 'x'`
	},
	'remove a passkey': {
		may: (who) => who.name === 'contributor',
		states: once,
		statement: () => sql`delete from passkeys where id is not null`
	},
	'reset passkeys of somebody': {
		may: 'passkey.reset',
		states: once,
		statement: (_, at) =>
			sql`insert into form_tokens (token, user_id, result) select gen_random_uuid(), concord_user(), 'x' from concord_reset_passkeys(${at.author}::uuid)`
	},
	'disconnect an account': {
		may: (who) => who.name === 'contributor',
		states: once,
		statement: () => sql`delete from accounts where user_id is not null`
	},
	'make a token of the organisation': {
		may: (who) => who.own === 'approver',
		states: once,
		statement: (_, at) =>
			sql`insert into api_tokens (id, organisation_id, user_id, name, hash, scopes, created_by, expires_at)
				select id, ${at.owner}, id, 'x', 'x', '{updates:write}', concord_user(), now() + interval '1 day'
				from (select gen_random_uuid() as id) made`
	},
	'end a token of the organisation': {
		may: (who) => who.own === 'approver' || who.staff === 'administrator',
		states: once,
		statement: (_, at) =>
			sql`update api_tokens set revoked_at = now(), revoked_by = concord_user()
				where organisation_id = ${at.owner} and membership_id is null`
	},
	'keep what a program was answered': {
		may: () => false,
		states: once,
		statement: () =>
			sql`insert into idempotency_keys (token_id, key, request) select id, 'x', 'x' from api_tokens limit 1`
	},
	'put an answer in place of one that was given': {
		may: () => false,
		states: once,
		statement: () => sql`update idempotency_keys set body = 'x'`
	},
	'queue a mail': {
		may: signedIn,
		states: once,
		statement: () =>
			sql`insert into mail_outbox (dedupe_key, recipient, locale, subject, body) values ('x', 'x@example.org', 'en', 'x', 'x')`
	},
	'leave a notice': {
		may: signedIn,
		states: once,
		statement: (_, at) =>
			sql`insert into notices (dedupe_key, event, organisation_id, path) values ('x', 'x', ${at.owner}, '/x')`
	}
};
