import { compareRevisions } from '#lib/assessments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

const revisionIn = (url: URL, name: string) => {
	const given = /^[1-9]\d{0,3}$/.exec(url.searchParams.get(name) ?? '')?.[0];
	return given === undefined ? undefined : Number(given);
};

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => ({
		compared: await compareRevisions(db, actor, event.params.id, {
			from: revisionIn(event.url, 'from'),
			to: revisionIn(event.url, 'to')
		})
	}));
