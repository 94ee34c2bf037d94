import {
	addFunding,
	changeFunding,
	removeFunding
} from '#lib/commitments/commands/parts.server.ts';
import { fundingChange, fundingInput } from '#lib/commitments/schema.ts';
import { loadPart, partActions } from '../part.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadPart(event, ({ funding }) => funding);

export const actions: Actions = partActions({
	page: 'funding',
	next: 'targets',
	typed: ['amount', 'fiscalPeriod', 'recipient', 'sourceUrl'],
	input: fundingInput,
	add: addFunding,
	changed: fundingChange,
	change: changeFunding,
	remove: removeFunding
});
