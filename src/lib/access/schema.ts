import { z } from 'zod';
import { email } from '#lib/forms/fields.ts';

export const linkRequest = z.object({ email });

export const linkConfirmation = z.object({
	token: z.string().regex(/^[\w-]{20,100}$/),
	email,
	next: z.string().max(2000).optional()
});
