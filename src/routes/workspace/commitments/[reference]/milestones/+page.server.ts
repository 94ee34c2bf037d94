import {
	addMilestone,
	changeMilestone,
	removeMilestone
} from '#lib/commitments/commands/parts.server.ts';
import { milestoneChange, milestoneInput } from '#lib/commitments/schema.ts';
import { loadPart, partActions } from '../part.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadPart(event, ({ milestones }) => milestones);

export const actions: Actions = partActions({
	page: 'milestones',
	next: 'funding',
	typed: ['titleEn', 'titleFr', 'dueOn'],
	input: milestoneInput,
	add: addMilestone,
	changed: milestoneChange,
	change: changeMilestone,
	remove: removeMilestone
});
