import { reviewQueueAssessments } from '#lib/assessments/queries.server.ts';
import {
	reviewQueueCommitments,
	reviewQueueRewordings,
	reviewQueueUpdates
} from '#lib/commitments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import { allBrokenLinks } from '#lib/links/queries.server.ts';
import { reviewQueueSummaries } from '#lib/summaries/queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		commitments: await reviewQueueCommitments(db, actor),
		updates: await reviewQueueUpdates(db, actor),
		rewordings: await reviewQueueRewordings(db, actor),
		assessments: await reviewQueueAssessments(db, actor),
		brokenLinks: await allBrokenLinks(db, actor),
		summaries: await reviewQueueSummaries(db, actor)
	}));
