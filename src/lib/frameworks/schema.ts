import { z } from 'zod';
import { day, formToken, text } from '#lib/forms/fields.ts';
import { momentOf, ZONES } from './zones.ts';

const CYCLE_NAME_LENGTH = 100;
export const EXTENSION_REASON_LENGTH = 1000;
/** Most organisations that one press invites or reminds. */
const MOST_AT_ONCE = 500;

const name = text(CYCLE_NAME_LENGTH).min(1, { error: 'required' });
const ticked = z
	.literal('on')
	.optional()
	.transform((value) => value === 'on');
/** A number of days that a rule of a cycle names. */
const days = z
	.string({ error: 'required' })
	.trim()
	.regex(/^\d{1,2}$/, { error: 'days' })
	.transform(Number)
	.refine((count) => count <= 90, { error: 'days' });

/** What is asked about a cycle at any time: how it is called, its three days, and its rules. */
const content = z
	.object({
		nameEn: name,
		nameFr: name,
		opensOn: day,
		dueOn: day,
		closesOn: day,
		invitationOnly: ticked,
		extensionDays: days,
		replyDays: days
	})
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

/** `seen` is the days and rules as the form showed them, so that two administrators do not undo each other. */
export const cycleChange = content.safeExtend({ seen: z.string().max(80) });
export type CycleChange = z.output<typeof cycleChange>;

/** A framework file that was looked at and is to be loaded: its text, as it was shown. */
export const frameworkLoad = z.object({
	text: z.string().min(1, { error: 'required' }),
	token: formToken
});
export type FrameworkLoad = z.output<typeof frameworkLoad>;

/** Several organisations, ticked in a list: a form posts one as itself. */
export const chosenOrganisations = z.object({
	organisations: z
		.union([z.string(), z.array(z.string())], { error: 'choose' })
		.transform((given) => [...new Set([given].flat())])
		.pipe(z.array(z.uuid({ error: 'choose' })).max(MOST_AT_ONCE, { error: 'choose' }))
});
export type ChosenOrganisations = z.output<typeof chosenOrganisations>;

/** One organisation whose invitation is taken back. */
export const uninvited = z.object({ organisationId: z.uuid() });
export type Uninvited = z.output<typeof uninvited>;

/** More time for one organisation. */
export const extensionInput = z.object({
	organisationId: z.uuid({ error: 'choose' }),
	until: day,
	reason: text(EXTENSION_REASON_LENGTH).min(1, { error: 'reason_needed' }),
	token: formToken
});
export type ExtensionInput = z.output<typeof extensionInput>;

/** The time of publication that the form showed; nothing where there was none. */
const seen = z.string().max(40).default('');

/** When a cycle is published together: a day and a time on a clock in a named zone. */
export const schedule = z
	.object({
		date: day,
		time: z.string({ error: 'required' }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time' }),
		zone: z.enum(ZONES, { error: 'choose' }),
		seen
	})
	.transform(({ date, time, zone, seen }, context) => {
		const at = momentOf(`${date}T${time}`, zone);
		if (at) return { at, seen };
		context.addIssue({ code: 'custom', path: ['time'], message: 'time' });
		return z.NEVER;
	});
export type Schedule = z.output<typeof schedule>;

export const unscheduling = z.object({ seen });
export type Unscheduling = z.output<typeof unscheduling>;
