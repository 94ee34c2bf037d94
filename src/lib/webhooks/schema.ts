import { z } from 'zod';
import { changeFilters } from '#lib/changes/schema.ts';
import { CHANGE_KINDS } from '#lib/changes/vocabulary.ts';
import { formToken, text, webAddress } from '#lib/forms/fields.ts';

const { country, company, forum, principle } = changeFilters.shape;

/** Where somebody wants to be told, and of what. One box ticked comes as a text, several as a list; none means all kinds. */
export const endpointInput = z.object({
	organisationId: z.uuid(),
	name: text(100),
	url: webAddress,
	country,
	company,
	forum,
	principle,
	kinds: z.preprocess(
		(value) => (value === undefined ? [] : [value].flat()),
		z.array(z.enum(CHANGE_KINDS))
	),
	token: formToken
});
export type EndpointInput = z.output<typeof endpointInput>;

export const deliveryChoice = z.object({ delivery: z.uuid() });
