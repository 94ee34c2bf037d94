import { saveAcross } from '#lib/assessments/commands.server.ts';
import { ACROSS_PER_PAGE, reviewAcross } from '#lib/assessments/queries.server.ts';
import { acrossInput } from '#lib/assessments/review-schema.ts';
import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { getCycle } from '#lib/frameworks/queries/cycles.server.ts';
import type { Actions, PageServerLoad } from './$types';

const pageIn = (url: URL) =>
	Number(/^[1-9]\d{0,3}$/.exec(url.searchParams.get('page') ?? '')?.[0] ?? 1);

export const load: PageServerLoad = (event) =>
	asActor(event, async (db, actor) => {
		const cycle = await getCycle(db, actor, event.params.id);
		const across = await reviewAcross(db, actor, {
			cycle,
			number: Number(event.params.number),
			page: pageIn(event.url)
		});
		return { cycle, across, perPage: ACROSS_PER_PAGE };
	});

export const actions: Actions = {
	default: (event) =>
		formAction(
			acrossInput,
			async (db, actor, data, { id, number }: { id: string; number: string }) => {
				await saveAcross(db, actor, { cycleId: id, number: Number(number) }, data);
				return `/secretariat/cycles/${id}/${number}?page=${pageIn(event.url)}&done=review_saved`;
			}
		)(event)
};
