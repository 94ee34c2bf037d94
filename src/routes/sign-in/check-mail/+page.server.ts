import { email } from '#lib/forms/fields.ts';
import { env } from '#lib/server/env.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
	const to = email.safeParse(url.searchParams.get('to') ?? '');
	return { email: to.success ? to.data : null, mailbox: env().CONCORD_DEMO };
};
