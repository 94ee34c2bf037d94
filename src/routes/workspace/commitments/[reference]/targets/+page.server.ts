import { addTarget, changeTarget, removeTarget } from '#lib/commitments/commands/parts.server.ts';
import { targetChange, targetInput } from '#lib/commitments/target-schema.ts';
import { loadPart, partActions } from '../part.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadPart(event, ({ targets }) => targets);

export const actions: Actions = partActions({
	page: 'targets',
	next: 'submit',
	typed: ['titleEn', 'titleFr', 'unitEn', 'unitFr', 'baseline', 'target', 'dueOn'],
	input: targetInput,
	add: addTarget,
	changed: targetChange,
	change: changeTarget,
	remove: removeTarget
});
