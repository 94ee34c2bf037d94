import { redirect } from '@sveltejs/kit';
import { isPartner, organisationsOf, secretariatRole } from '#lib/access/actor.ts';
import { assessmentTasks, assignedTasks } from '#lib/assessments/queries.server.ts';
import { currentTime } from '#lib/clock.ts';
import { commitmentTasks } from '#lib/commitments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { findingTasks } from '#lib/frameworks/queries/findings.server.ts';
import { href } from '#lib/i18n/links.ts';
import { ownBrokenLinks } from '#lib/links/queries.server.ts';
import { passageTasks } from '#lib/summaries/reply-queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	const { actor } = event.locals;
	if (secretariatRole(actor) && !isPartner(actor)) redirect(303, href('/secretariat'));
	return asActor(event, async (db, actor) => ({
		commitments: await commitmentTasks(db, actor),
		assessments: await assessmentTasks(db, actor),
		findings: await findingTasks(db, actor),
		passages: await passageTasks(db, actor, currentTime().toISOString().slice(0, 10)),
		assigned: (await assignedTasks(db, actor)).filter(({ mine }) => mine),
		brokenLinks: await ownBrokenLinks(db, actor),
		mayWrite: organisationsOf(actor, 'contributor').length > 0
	}));
};
