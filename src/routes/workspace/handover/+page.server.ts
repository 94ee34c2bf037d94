import { listMembers } from '#lib/access/members.server.ts';
import { assignedTasks } from '#lib/assessments/queries.server.ts';
import { handOver } from '#lib/commitments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const chosen = event.url.searchParams.get('organisation') || undefined;
		const handover = await handOver(db, actor, chosen);
		const [people] = await listMembers(db, actor, handover.organisation.slug);
		const assigned = (await assignedTasks(db, actor)).filter(
			({ organisationId }) => organisationId === handover.organisation.id
		);
		return { handover, assigned, members: people?.members ?? [] };
	});
