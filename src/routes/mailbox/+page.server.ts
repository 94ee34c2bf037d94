import { error } from '@sveltejs/kit';
import { latestMails } from '#lib/notifications/outbox.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import { env } from '#lib/server/env.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ setHeaders }) => {
	if (!env().CONCORD_DEMO) error(404, 'not_found');
	setHeaders({ 'cache-control': 'private, no-store', 'referrer-policy': 'same-origin' });
	const mails = await withActor({ kind: 'system', task: 'mail' }, latestMails);
	return {
		mails: mails.map(({ id, recipient, locale, subject, body, createdAt }) => ({
			id,
			recipient,
			locale,
			subject,
			createdAt,
			paragraphs: body.split('\n\n').map((text) => ({ text, link: /^https?:\/\/\S+$/.test(text) }))
		}))
	};
};
