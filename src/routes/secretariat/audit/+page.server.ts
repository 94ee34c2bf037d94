import { can } from '#lib/access/policy.ts';
import { secretariatLog } from '#lib/audit/queries.server.ts';
import { auditFilters } from '#lib/audit/schema.ts';
import { readFilters } from '#lib/comparison/schema.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const filters = readFilters(auditFilters, event.url.searchParams);
	return asActor(event, async (db, actor) => ({
		filters,
		mayRemove: can(actor, 'text.remove'),
		log: await secretariatLog(db, actor, filters)
	}));
};
