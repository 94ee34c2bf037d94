import { randomUUID } from 'node:crypto';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { recordFinding } from '#lib/frameworks/commands/findings.server.ts';
import { findingInput } from '#lib/frameworks/finding-schema.ts';
import { findingOptions, getFinding } from '#lib/frameworks/queries/findings.server.ts';
import type { Actions, PageServerLoad } from './$types';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: PageServerLoad = (event) => {
	const corrects = event.url.searchParams.get('corrects') ?? '';
	return asActor(event, async (db, actor) => ({
		options: await findingOptions(db, actor),
		/** The published finding that this one is to put right. */
		corrected: ID.test(corrects) ? await getFinding(db, actor, corrects) : null,
		token: randomUUID()
	}));
};

export const actions: Actions = {
	default: formAction(
		findingInput,
		async (db, actor, data) => `${await recordFinding(db, actor, data)}?done=finding_recorded`
	)
};
