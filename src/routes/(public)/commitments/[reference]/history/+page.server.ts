import { currentTime } from '#lib/clock.ts';
import { wordingsOf } from '#lib/commitments/queries.server.ts';
import { asActor } from '#lib/forms/attempt.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const { commitment, versions } = await wordingsOf(db, actor, event.params.reference);
		const asked = (name: string) =>
			versions.find(({ number }) => String(number) === event.url.searchParams.get(name));
		return {
			commitment,
			versions,
			today: currentTime().toISOString().slice(0, 10),
			from: asked('from') ?? versions.at(-2),
			to: asked('to') ?? versions.at(-1)
		};
	});
