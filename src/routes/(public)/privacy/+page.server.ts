import { env } from '#lib/server/env.ts';
import type { PageServerLoad } from './$types';

/** The address in `Concord <concord@example.org>`. */
const addressIn = (sender: string) => `mailto:${/<([^>]+)>/.exec(sender)?.[1] ?? sender}`;

export const load: PageServerLoad = () => {
	const { PRIVACY_CONTACT, SECURITY_CONTACT, MAIL_FROM } = env();
	return { contact: PRIVACY_CONTACT ?? SECURITY_CONTACT ?? addressIn(MAIL_FROM) };
};
