import { randomUUID } from 'node:crypto';
import type { EndpointInput } from '#lib/webhooks/schema.ts';

/** A site that is to be told of every change, whatever it is of. */
export const everyChange = (organisationId: string, url: string): EndpointInput => ({
	organisationId,
	name: 'Our site',
	url,
	country: undefined,
	company: undefined,
	forum: undefined,
	principle: undefined,
	kinds: [],
	token: randomUUID()
});
