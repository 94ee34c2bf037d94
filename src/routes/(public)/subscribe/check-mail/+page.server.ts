import { env } from '#lib/server/env.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ mailbox: env().CONCORD_DEMO });
