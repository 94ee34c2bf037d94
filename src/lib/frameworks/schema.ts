import { z } from 'zod';
import { day, formToken, text } from '#lib/forms/fields.ts';

const CYCLE_NAME_LENGTH = 100;

const name = text(CYCLE_NAME_LENGTH).min(1, { error: 'required' });

/** What is asked about a cycle at any time: how it is called, and its three days. */
const content = z
	.object({ nameEn: name, nameFr: name, opensOn: day, dueOn: day, closesOn: day })
	.refine(({ opensOn, dueOn }) => opensOn <= dueOn, { path: ['dueOn'], error: 'date_order' })
	.refine(({ dueOn, closesOn }) => dueOn <= closesOn, { path: ['closesOn'], error: 'date_order' });

export const cycleInput = content.safeExtend({
	frameworkId: z.uuid({ error: 'choose' }),
	/** What stands for the cycle in addresses and files, such as `2027`. */
	key: z
		.string()
		.trim()
		.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: 'slug' })
		.max(40),
	token: formToken
});
export type CycleInput = z.output<typeof cycleInput>;

/** `seen` is the days as the form showed them, so that two administrators do not undo each other. */
export const cycleChange = content.safeExtend({ seen: z.string().max(40) });
export type CycleChange = z.output<typeof cycleChange>;

/** A framework file that was looked at and is to be loaded: its text, as it was shown. */
export const frameworkLoad = z.object({
	text: z.string().min(1, { error: 'required' }),
	token: formToken
});
export type FrameworkLoad = z.output<typeof frameworkLoad>;
