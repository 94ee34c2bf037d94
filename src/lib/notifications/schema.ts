import { z } from 'zod';
import { REMINDERS } from './vocabulary.ts';

/** How often somebody wants to be reminded. */
export const remindersChoice = z.object({ reminders: z.enum(REMINDERS, { error: 'choose' }) });
export type RemindersChoice = z.output<typeof remindersChoice>;
