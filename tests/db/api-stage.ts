import { randomUUID } from 'node:crypto';
import type { Person } from '#lib/access/actor.ts';
import type { Refused } from '#lib/access/refusals.server.ts';
import type { TokenInput } from '#lib/access/schema.ts';
import { makeToken } from '#lib/access/tokens.server.ts';
import { TOKEN_SCOPES, type TokenScope } from '#lib/access/vocabulary.ts';
import { byToken } from '#lib/exchange/writing/by-token.server.ts';
import { beginCommitment } from '#lib/exchange/writing/commitments.server.ts';
import type { Writing } from '#lib/exchange/writing/writing.ts';
import { as, type Stage } from './assessment-world.ts';

/** A token as its maker gets it, for everything and of the owner's approver where nothing else is said. */
export function tokenOn(
	{ who, world }: Stage,
	scopes: readonly TokenScope[] = TOKEN_SCOPES,
	{ by = 'approver', ...given }: Partial<TokenInput> & { by?: string } = {}
): Promise<string> {
	const organisationId = (by === 'stranger' ? world.other : world.owner).id;
	const input = { kind: 'personal' as const, name: 'Program', days: 30, token: randomUUID() };
	const maker = who(by) as Person;
	return as(maker, makeToken, { ...input, organisationId, scopes: [...scopes], ...given });
}

interface Sent {
	token?: string;
	body?: unknown;
	key?: string | null;
	tag?: string | null;
	at?: Record<string, string>;
	headers?: Record<string, string>;
}

/** Asks as a program does, over all that lies between a request and the database. */
export async function ask(
	writing: Writing,
	{ token, body, key, tag, at = {}, headers = {} }: Sent
) {
	const path = writing.path.replace(/\{(\w+)\}/g, (_, name: string) => at[name] ?? '');
	const url = new URL(`https://concord.example/api/v1${path}`);
	const keyed = writing.method === 'post' && key !== null;
	const request = new Request(url, {
		method: writing.method.toUpperCase(),
		headers: {
			...(token && { authorization: `Bearer ${token}` }),
			...(body !== undefined && { 'content-type': 'application/json' }),
			...(keyed && { 'idempotency-key': key ?? randomUUID() }),
			...(tag && { 'if-match': tag }),
			...headers
		},
		...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) })
	});
	const locals: { refused?: Refused } = {};
	const route = { id: `/api/v1${writing.path}` };
	const response = await byToken(writing)({ locals, request, route, url, params: at } as never);
	const text = await response.text();
	const said = JSON.parse(text) as {
		data?: Record<string, unknown>;
		code?: string;
		detail?: string;
		errors?: { pointer: string; code: string }[];
	};
	const { refused } = locals;
	return { status: response.status, headers: response.headers, text, refused, ...said };
}

/** A commitment that can be handed in. */
export const DRAFT = {
	kind: 'programme',
	titleEn: 'A help line',
	descriptionEn: 'Open at all hours.',
	startsOn: '2026-01',
	dueOn: '2028-03'
};

/** Begins one with this token; tells where it stands, and its tag. */
export async function begin(by: string, body: unknown = DRAFT) {
	const made = await ask(beginCommitment, { token: by, body });
	return { at: { reference: String(made.data?.reference) }, tag: made.headers.get('etag') };
}
