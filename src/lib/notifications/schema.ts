import { z } from 'zod';
import { email } from '#lib/forms/fields.ts';
import { REMINDERS } from './vocabulary.ts';

/** How often somebody wants to be reminded. */
export const remindersChoice = z.object({ reminders: z.enum(REMINDERS, { error: 'choose' }) });
export type RemindersChoice = z.output<typeof remindersChoice>;

/** Who asks to be told of published summaries. */
export const subscriptionInput = z.object({ email });
