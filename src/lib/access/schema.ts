import { z } from 'zod';
import { email, formToken, text } from '#lib/forms/fields.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { ROLES, TOKEN_DAYS, TOKEN_KINDS, TOKEN_SCOPES } from './vocabulary.ts';

export const linkRequest = z.object({ email });

export const linkConfirmation = z.object({
	token: z.string().regex(/^[\w-]{20,100}$/),
	email,
	next: z.string().max(2000).optional()
});

/** An invitation into one organisation; which roles it may carry depends on that organisation. */
export const invitationInput = z.object({
	organisationId: z.uuid(),
	name: text(200),
	email,
	role: z.enum(ROLES),
	locale: z.enum(LOCALES),
	token: formToken
});
export type InvitationInput = z.output<typeof invitationInput>;

export const invitationRevocation = z.object({ invitation: z.uuid() });
export const personErasure = z.object({ person: z.uuid() });
export const membershipEnd = z.object({ membership: z.uuid() });

/** A token of the API: whose, what for and for how long. One box ticked comes as a text, several as a list. */
export const tokenInput = z.object({
	organisationId: z.uuid(),
	kind: z.enum(TOKEN_KINDS),
	name: text(100),
	scopes: z.preprocess(
		(value) => (value === undefined ? [] : [value].flat()),
		z.array(z.enum(TOKEN_SCOPES)).min(1, { error: 'choose' })
	),
	days: z.enum(TOKEN_DAYS.map(String), { error: 'choose' }).transform(Number),
	token: formToken
});
export type TokenInput = z.output<typeof tokenInput>;

export const tokenRevocation = z.object({ token: z.uuid() });
