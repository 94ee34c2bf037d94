import { z } from 'zod';
import { GROUNDS, REMOVABLE } from './vocabulary.ts';

/** Which text: its kind, whose it is, and of a summary which passage. */
const named = z.object({
	kind: z.enum(REMOVABLE),
	id: z.uuid(),
	passage: z
		.string()
		.regex(/^\d{1,3}$/)
		.transform(Number)
		.optional()
});

/** A text that is to go at once, and why. */
export const removalInput = z.object({
	text: z.string({ error: 'choose' }).transform((key, context) => {
		const [kind, id, passage] = key.split(':');
		const parsed = named.safeParse({ kind, id, passage });
		if (!parsed.success) {
			context.addIssue({ code: 'custom', message: 'choose' });
			return z.NEVER;
		}
		return parsed.data;
	}),
	withTitle: z
		.literal('on')
		.optional()
		.transform((ticked) => ticked === 'on'),
	ground: z.enum(GROUNDS, { error: 'choose' }),
	confirm: z.literal('on', { error: 'confirm' })
});
export type RemovalInput = z.output<typeof removalInput>;
