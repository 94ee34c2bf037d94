import { z } from 'zod';
import { SECOND_FACTORS } from '#lib/access/vocabulary.ts';

const flag = z.enum(['0', '1', 'true', 'false']).transform((v) => v === '1' || v === 'true');
const address = (...protocols: string[]) =>
	z.string().refine((v) => URL.canParse(v) && protocols.includes(new URL(v).protocol), {
		error: `must be an address that starts with ${protocols.map((p) => (p === 'mailto:' ? p : `${p}//`)).join(' or ')}`
	});

/** Whether an address is one of this machine alone. */
const isLoopback = (url: string) =>
	/^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

/** Whether browsers make passkeys for an address: for a name, not for a number, and over TLS but for this machine. */
const takesPasskeys = (url: string) => {
	const { protocol, hostname } = new URL(url);
	return hostname === 'localhost' || (protocol === 'https:' && !/^[\d.]+$|^\[/.test(hostname));
};

const variables = z.object({
	DATABASE_URL: address('postgres:', 'postgresql:').optional(),
	/** Owner of the tables, for migrations; without it `DATABASE_URL` migrates too. */
	DATABASE_OWNER_URL: address('postgres:', 'postgresql:').optional(),
	DATABASE_REPLICA_URL: address('postgres:', 'postgresql:').optional(),
	DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
	/** Where the embedded database and other local state live. */
	CONCORD_DATA_DIR: z.string().min(1).default('.data'),
	ORIGIN: address('http:', 'https:').optional(),
	PORT: z.coerce.number().int().min(0).max(65535).default(3000),
	/** How many proxies stand in front and each add to `X-Forwarded-For` where a request came from. */
	PROXIES: z.coerce.number().int().min(0).max(9).default(0),
	/** How many reads of the API one network has in a minute, for all instances together; 0: as many as it likes. */
	API_PER_MINUTE: z.coerce.number().int().min(0).default(60),
	/** How many whole files (data packages, workbooks) one network has in an hour. */
	FILES_PER_HOUR: z.coerce.number().int().min(0).default(10),
	/** How much memory finished pages may take, in millions of bytes; with 0 none is kept. */
	KEPT_PAGES_MB: z.coerce.number().int().min(0).max(4_000).default(64),
	/** How long it goes on answering after it was told to stop, not ready any more, so that whoever shares out requests sees it. */
	DRAIN_SECONDS: z.coerce.number().int().min(0).max(60).default(0),
	HOST: z.string().min(1).default('0.0.0.0'),
	AUTH_SECRET: z.string().min(32, { error: 'must be at least 32 characters long' }).optional(),
	SMTP_URL: address('smtp:', 'smtps:').optional(),
	MAIL_FROM: z.string().min(3).default('Concord <concord@localhost>'),
	OIDC_ISSUER: address('http:', 'https:').optional(),
	OIDC_CLIENT_ID: z.string().min(1).optional(),
	OIDC_CLIENT_SECRET: z.string().min(1).optional(),
	/** What people call their organisation's sign-in: it stands on the button. */
	OIDC_NAME: z.string().trim().min(1).max(60).optional(),
	/** Strengths of proof that are enough (acr), with spaces between them. */
	OIDC_ACR: z.string().trim().min(1).optional(),
	/** Whether those who publish or approve must have a passkey, or the provider's second factor. */
	SECOND_FACTOR: z.enum(SECOND_FACTORS).optional(),
	/** Made-up people whose mail everyone reads; `public` says that this is meant, also at a public address. */
	CONCORD_DEMO: z.union([z.literal('public'), flag]).optional(),
	/** Hosts of the own network that the portal may ask, each with its port where only that one is meant. */
	OUTGOING_HOSTS: z
		.string()
		.regex(/^[\w.:[\]-]+(\s*,\s*[\w.:[\]-]+)*$/, {
			error: 'must be hosts with commas between them, as hooks.ministry.example:8443'
		})
		.optional(),
	/** Whether the portal asks by itself, at night, whether the links of the public record still work. */
	LINK_CHECKS: flag.optional(),
	/** Where to report a weakness: an address for mails or of a page. */
	SECURITY_CONTACT: address('mailto:', 'https:').optional(),
	/** Whom to ask about what is held about oneself; without it, the contact above, else the sender of mails. */
	PRIVACY_CONTACT: address('mailto:', 'https:').optional(),
	/** Whoever brings it reads the figures at `/metrics`; without one there is no such address. */
	METRICS_TOKEN: z.string().min(16, { error: 'must be at least 16 characters long' }).optional(),
	LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional()
});

/** The names of all variables that Concord reads. */
export const VARIABLES = Object.keys(variables.shape);

const settings = variables
	.superRefine((v, ctx) => {
		if ((v.CONCORD_DEMO ?? !v.DATABASE_URL) === true && v.ORIGIN && !isLoopback(v.ORIGIN))
			ctx.addIssue({
				code: 'custom',
				path: ['CONCORD_DEMO'],
				message:
					'lets everyone in as made-up people: at a public ORIGIN set it to 0, or to public if that is meant'
			});
	})
	.transform((v) => ({ ...v, CONCORD_DEMO: !!(v.CONCORD_DEMO ?? !v.DATABASE_URL) }))
	.transform((v) => ({
		...v,
		LINK_CHECKS: v.LINK_CHECKS ?? !v.CONCORD_DEMO,
		// A newcomer tries everything in minutes; and nobody is asked for what their browser cannot do here.
		SECOND_FACTOR:
			v.SECOND_FACTOR ??
			(v.CONCORD_DEMO || (v.ORIGIN && !v.OIDC_ACR && !takesPasskeys(v.ORIGIN))
				? ('nobody' as const)
				: ('publishers' as const)),
		LOG_LEVEL: v.LOG_LEVEL ?? (v.CONCORD_DEMO ? ('warn' as const) : ('info' as const))
	}))
	.superRefine((v, ctx) => {
		const missing = (name: string, message: string) =>
			ctx.addIssue({ code: 'custom', path: [name], message });
		if (v.DATABASE_URL && !v.AUTH_SECRET)
			missing('AUTH_SECRET', 'is needed with DATABASE_URL: 32 random characters or more');
		if (v.DATABASE_URL && !v.ORIGIN)
			missing(
				'ORIGIN',
				'is needed with DATABASE_URL: the public address, as https://concord.example'
			);
		if (!v.CONCORD_DEMO && !v.SMTP_URL)
			missing('SMTP_URL', 'is needed outside demonstration mode: sign-in links go by e-mail');
		if (v.SECOND_FACTOR === 'publishers' && v.ORIGIN && !v.OIDC_ACR && !takesPasskeys(v.ORIGIN))
			missing(
				'SECOND_FACTOR',
				'needs an ORIGIN with https:// and a name, for passkeys, or OIDC_ACR'
			);
		if (v.OIDC_ISSUER && !(v.OIDC_CLIENT_ID && v.OIDC_CLIENT_SECRET))
			missing('OIDC_CLIENT_ID', 'and OIDC_CLIENT_SECRET are needed with OIDC_ISSUER');
		if (v.OIDC_ISSUER?.startsWith('http:') && !isLoopback(v.OIDC_ISSUER))
			missing('OIDC_ISSUER', 'must start with https://');
	});

export type Env = z.output<typeof settings>;

/** Reads the environment; throws one error with a line per bad value. An empty value counts as unset. */
export function parseEnv(source: Record<string, string | undefined>): Env {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
	const parsed = settings.safeParse(given);
	if (parsed.success) return parsed.data;
	const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
	throw new Error(`Concord cannot start: ${lines.join('; ')}`);
}

let parsed: Env | undefined;

/** The settings of this process, read once at first use (so that building needs none of them). */
export function env(): Env {
	return (parsed ??= parseEnv(process.env));
}
