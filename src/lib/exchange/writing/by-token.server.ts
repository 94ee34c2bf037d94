import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import { createHash, randomUUID } from 'node:crypto';
import { bearerOf, TOKEN_LIMIT, type Bearer } from '#lib/access/bearer.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { noteRefusal } from '#lib/access/refusals.server.ts';
import { acceptedLocale, answerIn } from '#lib/i18n/request.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import type { JsonSchema } from '../openapi/json-schema.ts';
import { bodySchemaOf } from './body-schema.ts';
import { tooManyReads } from '../reading-limits.server.ts';
import { answeredOnce, type KeptAnswer } from './kept-answers.server.ts';
import { readBody } from './read-body.ts';
import { errorsTold, faultsTold, refusalTold, refused } from './refused.ts';
import { NotTaken, tagOfVersion, versionOfTag, type Asked, type Writing } from './writing.ts';

/** Where a request ends before anything is done. */
class Stop extends Error {
	constructor(readonly response: Response) {
		super('stopped');
	}
}

const CHALLENGE = 'Bearer realm="Concord"';

/** The token of a request, by the one way there is: never a cookie, never the address. */
const tokenIn = (request: Request): string | undefined =>
	/^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];

/** Whether a request comes with a token, whichever: then it is a program's, and no page of another site has sent it. */
export const hasToken = (request: Request): boolean => tokenIn(request) !== undefined;

/**
 * An endpoint for programs: finds out by its token who it speaks for, whether the token was made for this and has not
 * asked too often, reads what it sends as a form would be read, and does it in one transaction as that actor. What is
 * wrong is told as a problem document in the language asked for.
 */
export function byToken(writing: Writing): RequestHandler {
	const schema = writing.body && bodySchemaOf(writing.body, writing.says);
	return (event) =>
		answerIn(acceptedLocale(event.request.headers.get('accept-language')), event.url, async () => {
			// All of it is read whatever it is answered: a body left lying ends the connection, and the request after it.
			const text = await event.request.text();
			const bearer = await identified(event);
			if (bearer instanceof Response) return bearer;
			const response = await answered(event, text, bearer).catch((thrown: unknown) => {
				if (thrown instanceof Refusal) noteRefusal(event, bearer.actor, thrown.reason);
				return told(thrown);
			});
			return withLimits(response, bearer);
		});

	async function answered(
		event: RequestEvent,
		text: string,
		{ actor, ...bearer }: Bearer
	): Promise<Response> {
		if (bearer.left < 0) {
			noteRefusal(event, actor, 'too_many_requests');
			return tooMany(bearer.resetsIn);
		}
		const { scopes } = writing;
		if (scopes.length && !scopes.some((scope) => actor.token.scopes.includes(scope))) {
			noteRefusal(event, actor, 'insufficient_scope');
			return outOfScope(scopes);
		}
		const { request, params, url } = event;
		const version = writing.conditional ? versionAskedIn(request) : 0;
		const key = writing.method === 'post' ? keyIn(request) : null;
		if (schema) requireJson(request);
		const asked: Asked = {
			actor,
			organisationId: only(actor.memberships).organisationId,
			at: params as Record<string, string>,
			values: schema ? valuesIn(schema, text) : {},
			version,
			token: randomUUID()
		};
		const answer = await withActor(actor, (db) => {
			const work = async (): Promise<KeptAnswer> => {
				const { data, version: now, location } = await writing.act(db, asked);
				return {
					status: writing.status,
					headers: {
						...(now !== undefined && { etag: tagOfVersion(now) }),
						...(location && { location: `/api/v1${location}` })
					},
					body: JSON.stringify({ data })
				};
			};
			if (key === null) return work();
			const parts = [request.method, url.pathname, String(version), text];
			return answeredOnce(db, { tokenId: actor.token.id, key, request: hashOf(parts) }, work);
		});
		if (answer === 'other')
			return refused(422, { code: 'key_reused', detail: m.exchange_api_key_reused() });
		return new Response(answer.body, {
			status: answer.status,
			headers: {
				'content-type': 'application/json',
				'cache-control': 'private, no-store',
				vary: 'Authorization',
				...answer.headers
			}
		});
	}
}

async function identified(event: RequestEvent): Promise<Bearer | Response> {
	const token = tokenIn(event.request);
	if (token === undefined)
		return refused(
			401,
			{ code: 'no_token', detail: m.exchange_api_no_token() },
			{ 'www-authenticate': CHALLENGE }
		);
	const bearer = await withActor({ kind: 'system', task: 'sign-in' }, (db) => bearerOf(db, token));
	return (
		bearer ??
		// Whoever guesses is as one who reads without any.
		(await tooManyReads(event, 'api')) ??
		refused(
			401,
			{ code: 'invalid_token', detail: m.exchange_api_invalid_token() },
			{ 'www-authenticate': `${CHALLENGE}, error="invalid_token"` }
		)
	);
}

const outOfScope = (scopes: readonly string[]): Response =>
	refused(
		403,
		{
			code: 'insufficient_scope',
			detail: m.exchange_api_insufficient_scope({ scopes: scopes.join(', ') })
		},
		{ 'www-authenticate': `${CHALLENGE}, error="insufficient_scope", scope="${scopes.join(' ')}"` }
	);

const tooMany = (resetsIn: number): Response =>
	refused(
		429,
		{
			code: 'too_many_requests',
			detail: m.exchange_api_too_many({
				quota: String(TOKEN_LIMIT.quota),
				window: String(TOKEN_LIMIT.window)
			})
		},
		{ 'retry-after': String(resetsIn) }
	);

/** How much is left, as draft-ietf-httpapi-ratelimit-headers-10 writes it. */
function withLimits(response: Response, { left, resetsIn }: Bearer): Response {
	const { quota, window } = TOKEN_LIMIT;
	response.headers.set('ratelimit-policy', `"token";q=${quota};w=${window}`);
	response.headers.set('ratelimit', `"token";r=${Math.max(0, left)};t=${resetsIn}`);
	return response;
}

function versionAskedIn(request: Request): number {
	const tag = request.headers.get('if-match');
	if (!tag || tag.trim() === '*')
		throw new Stop(refused(428, { code: 'no_version', detail: m.exchange_api_no_version() }));
	const version = versionOfTag(tag);
	if (version === null) throw new Refusal('stale');
	return version;
}

function keyIn(request: Request): string {
	const key = request.headers.get('idempotency-key');
	if (key !== null && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
	throw new Stop(refused(400, { code: 'no_key', detail: m.exchange_api_no_key() }));
}

function requireJson(request: Request): void {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/json')
		throw new Stop(refused(415, { code: 'not_json', detail: m.exchange_api_not_json() }));
}

function valuesIn(schema: JsonSchema, text: string): Record<string, unknown> {
	const malformed = () =>
		new Stop(refused(400, { code: 'malformed', detail: m.exchange_api_malformed() }));
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		throw malformed();
	}
	if (typeof body !== 'object' || body === null || Array.isArray(body)) throw malformed();
	const { values, faults } = readBody(schema, body);
	if (faults.length) throw new Stop(fields(faultsTold(faults)));
	return values;
}

const fields = (errors: ReturnType<typeof faultsTold>): Response =>
	refused(422, { code: 'not_taken', detail: m.exchange_api_fields(), errors });

function told(thrown: unknown): Response {
	if (thrown instanceof Stop) return thrown.response;
	if (thrown instanceof NotTaken) return fields(errorsTold(thrown.errors));
	if (thrown instanceof Refusal) return refusalTold(thrown.reason, thrown.where);
	throw thrown;
}

function hashOf(parts: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
