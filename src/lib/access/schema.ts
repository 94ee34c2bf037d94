import { z } from 'zod';
import { email, formToken, text } from '#lib/forms/fields.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { PASSKEY_PURPOSES, ROLES, TOKEN_DAYS, TOKEN_KINDS, TOKEN_SCOPES } from './vocabulary.ts';

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

export const passkeyRequest = z.object({ purpose: z.enum(PASSKEY_PURPOSES) });

const base64url = z
	.string()
	.max(10_000)
	.regex(/^[\w-]*$/);
/** What a browser gives of a passkey (WebAuthn, PublicKeyCredential.toJSON): of the rest nothing is looked at. */
const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') };
const asJson = (value: string, ctx: z.RefinementCtx): unknown => {
	try {
		return JSON.parse(value);
	} catch {
		ctx.addIssue({ code: 'custom', message: 'passkey' });
		return z.NEVER;
	}
};
const posted = z.string().min(1).max(20_000).transform(asJson);

const registrationResponse = z.object({
	...credential,
	response: z.object({
		clientDataJSON: base64url,
		attestationObject: base64url,
		transports: z.array(z.string().max(20)).max(10).optional()
	}),
	clientExtensionResults: z.object({}).default({})
});
const proofResponse = z.object({
	...credential,
	response: z.object({
		clientDataJSON: base64url,
		authenticatorData: base64url,
		signature: base64url,
		userHandle: base64url.optional()
	}),
	clientExtensionResults: z.object({}).default({})
});

export const passkeyRegistration = z.object({
	name: text(100).min(1),
	response: posted.pipe(registrationResponse)
});
export type PasskeyRegistration = z.output<typeof passkeyRegistration>;

export const passkeyProof = z.object({ response: posted.pipe(proofResponse) });
export type PasskeyProof = z.output<typeof passkeyProof>['response'];

export const passkeyRenaming = z.object({ passkey: z.uuid(), name: text(100).min(1) });
export const passkeyRemoval = z.object({ passkey: z.uuid() });
export const passkeyReset = z.object({ membership: z.uuid() });
