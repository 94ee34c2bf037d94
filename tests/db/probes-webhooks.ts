import { sql } from 'drizzle-orm';
import type { Planted } from './every-state.ts';
import type { Probe } from './probes.ts';

const once = ['any'];
const ofOwner = ({ owner }: Planted) =>
	sql`(select id from webhook_endpoints where organisation_id = ${owner})`;

export const WEBHOOK_PROBES: Record<string, Probe> = {
	'tell an organisation’s site of changes': {
		may: 'webhook.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into webhook_endpoints (organisation_id, membership_id, name, url, secret, created_by)
				select ${at.owner}, id, 'x', 'https://example.org', 'x', concord_user() from memberships where user_id = concord_user()`
	},
	'answer for an endpoint by the membership of another': {
		may: () => false,
		states: once,
		statement: (_, at) =>
			sql`insert into webhook_endpoints (organisation_id, membership_id, name, url, secret, created_by)
				select ${at.owner}, id, 'x', 'https://example.org', 'x', concord_user() from memberships where user_id <> concord_user() limit 1`
	},
	'end an endpoint': {
		may: 'webhook.manage',
		states: once,
		statement: (_, at) =>
			sql`update webhook_endpoints set ended_at = now(), ended_by = concord_user() where organisation_id = ${at.owner}`
	},
	'read what messages are signed with': {
		may: () => false,
		states: once,
		statement: () => sql`select secret from webhook_endpoints`
	},
	'send an endpoint elsewhere': {
		may: () => false,
		states: once,
		statement: () => sql`update webhook_endpoints set url = 'https://example.net'`
	},
	'try whether messages arrive': {
		may: 'webhook.manage',
		states: once,
		statement: (_, at) =>
			sql`insert into webhook_deliveries (endpoint_id, kind, change_id, at) select id, 'test', gen_random_uuid(), 'x' from ${ofOwner(at)} e`
	},
	'tell of a change that there is not': {
		may: () => false,
		states: once,
		statement: (_, at) =>
			sql`insert into webhook_deliveries (endpoint_id, kind, change_id, at) select id, 'treaty_action', gen_random_uuid(), 'x' from ${ofOwner(at)} e`
	},
	'have a message sent again': {
		may: 'webhook.manage',
		states: once,
		statement: (_, at) =>
			sql`update webhook_deliveries set state = 'waiting', attempts = 0, next_attempt_at = now() where endpoint_id in ${ofOwner(at)}`
	},
	'say that a message arrived': {
		may: () => false,
		states: once,
		statement: () => sql`update webhook_deliveries set state = 'dead'`
	},
	'have a link looked at': {
		may: 'review.queue',
		states: once,
		statement: () => sql`insert into link_checks (url) values ('https://example.org/other')`
	},
	'say that a page was seen': {
		may: 'review.queue',
		states: once,
		statement: () => sql`update link_checks set seen_by = concord_user(), seen_at = now()`
	},
	'say that another saw a page': {
		may: () => false,
		states: once,
		statement: () => sql`update link_checks set seen_by = gen_random_uuid(), seen_at = now()`
	},
	'read who saw a page': {
		may: () => false,
		states: once,
		statement: () => sql`select seen_by from link_checks`
	},
	'say that a link works': {
		may: () => false,
		states: once,
		statement: () => sql`update link_checks set outcome = 'works'`
	}
};
