import { asActor, formAction } from '#lib/forms/attempt.server.ts';
import { addService, changeService } from '#lib/organisations/commands.server.ts';
import { myServices } from '#lib/organisations/queries/services.server.ts';
import { serviceChange, serviceInput } from '#lib/organisations/schema.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const companies = await asActor(event, myServices);
	const asked = event.url.searchParams.get('change');
	const chosen = event.url.searchParams.get('organisation');
	const changing = companies
		.filter(({ mayManage }) => mayManage)
		.flatMap(({ services }) => services)
		.find(({ id }) => id === asked);
	const managed = companies.filter(({ mayManage }) => mayManage);
	return {
		companies,
		changing: changing ?? null,
		/** Whose services the form adds to: of several companies, the one asked for. */
		adding: managed.find(({ organisationId }) => organisationId === chosen) ?? managed[0] ?? null,
		token: crypto.randomUUID()
	};
};

export const actions: Actions = {
	add: formAction(serviceInput, addService),
	change: formAction(serviceChange, async (db, actor, data) => {
		await changeService(db, actor, data);
		return '/workspace/services?done=changed';
	})
};
