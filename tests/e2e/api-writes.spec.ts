import type { APIRequestContext, APIResponse } from '@playwright/test';
import fc from 'fast-check';
import { TOKEN_LIMIT } from '#lib/access/bearer.server.ts';
import type { Person } from '#lib/access/actor.ts';
import { makeToken } from '#lib/access/tokens.server.ts';
import { TOKEN_SCOPES } from '#lib/access/vocabulary.ts';
import type { OpenApiDocument } from '#lib/exchange/openapi/document.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import { expect, test } from '../fixtures.ts';
import { readDocument, validatorOf } from './api-document.ts';
import { arbitraryRequest, writingsOf, type Operation, type Sent } from './arbitrary-writes.ts';
import { started } from './assessment-steps.ts';

/** The same seeds in all runs, so that what failed once can be run again; together a thousand requests. */
const SEEDS = [20261126, 20261127];
const GENERATED = 500;

const newToken = (maker: Person): Promise<string> =>
	withActor(maker, (db) =>
		makeToken(db, maker, {
			organisationId: maker.memberships[0]?.organisationId ?? '',
			kind: 'personal',
			name: 'Tests',
			scopes: [...TOKEN_SCOPES],
			days: 30,
			token: crypto.randomUUID()
		})
	);

/** The schema of what an operation answers with this status, and nothing where the document names no such status. */
function schemaOf(document: OpenApiDocument, { said }: Operation, status: number): object | null {
	const told = (said.responses as Record<string, object>)[status] as
		{ $ref?: string; content?: Record<string, { schema: object }> } | undefined;
	if (!told) return null;
	if (told.$ref) return document.components.schemas.Problem ?? null;
	return told.content?.['application/json']?.schema ?? null;
}

function send(
	request: APIRequestContext,
	{ method, path }: Pick<Operation, 'method' | 'path'>,
	{ token, at = {}, body, headers = {} }: Sent
): Promise<APIResponse> {
	const address = path.replace(/\{(\w+)\}/g, (_, name: string) =>
		encodeURIComponent(at[name] ?? '')
	);
	return request.fetch(`/api/v1${address}`, {
		method,
		headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
		...(body !== undefined && { data: Buffer.from(body) })
	});
}

const JSON_TYPE = { 'content-type': 'application/json' };
const keyed = () => ({ ...JSON_TYPE, 'idempotency-key': crypto.randomUUID() });

test('every documented body is taken, and every answer is as its schema says', async ({
	request,
	organisation,
	person
}) => {
	const company = await organisation({ kind: 'company' });
	const maker = await person({ organisation: company, role: 'contributor' });
	const token = await newToken(maker);
	const document = await readDocument(request);
	const faults = validatorOf(document);
	const at: Record<string, string> = { number: '1' };
	const tags = new Map<string, string>();
	const named = new Map(writingsOf(document).map((one) => [one.said.operationId, one]));
	const ask = async (operationId: string) => {
		const one = named.get(operationId);
		if (!one) throw new Error(`no ${operationId}`);
		const body = one.said.requestBody?.content['application/json'];
		const place = one.path.replace(/\/(submission|milestones.*)$/, '');
		const response = await send(request, one, {
			token,
			at,
			headers: { ...(body && keyed()), 'if-match': tags.get(place) ?? '' },
			...(body && { body: JSON.stringify(body.example) })
		});
		const answer = (await response.json()) as { data?: { reference?: string } };
		const status = response.status();
		expect(faults(schemaOf(document, one, status) ?? {}, answer), operationId).toEqual([]);
		expect(response.headers()['ratelimit-policy'], operationId).toBe('"token";q=60;w=60');
		const tag = response.headers().etag;
		if (tag) tags.set(place, tag);
		return { status, answer, location: response.headers().location };
	};
	const expected = async (operationId: string, status: number) => {
		const asked = await ask(operationId);
		expect(asked.status, `${operationId} ${JSON.stringify(asked.answer)}`).toBe(status);
		return asked;
	};
	const made = await expected('beginCommitment', 201);
	at.reference = made.answer.data?.reference ?? '';
	expect(made.location).toBe(`/api/v1/commitments/${at.reference}`);
	for (const [operationId, status] of [
		['readCommitment', 200],
		['amendCommitment', 200],
		['addMilestone', 201]
	] as const)
		await expected(operationId, status);
	const read = await ask('readCommitment');
	at.id = (read.answer.data as { milestones: { id: string }[] }).milestones[0]?.id ?? '';
	await expected('changeMilestone', 200);
	await expected('submitCommitment', 200);
	// Nobody has published it yet.
	await expected('postUpdate', 409);
	at.id = await started(maker, company);
	for (const operationId of ['readAssessment', 'readAnswer', 'saveAnswer', 'own', 'choices'])
		await expected(operationId, 200);
	await expected('ownCommitments', 200);
	await expected('ownAssessments', 200);
	expect(named.size).toBe(14);
});

for (const seed of SEEDS)
	test(`programs that write anything at all never make a fault (${seed})`, async ({
		request,
		organisation,
		person
	}) => {
		const company = await organisation({ kind: 'company' });
		const maker = await person({ organisation: company, role: 'contributor' });
		const document = await readDocument(request);
		const faults = validatorOf(document);
		const operations = writingsOf(document);
		const prefix = company.slug.slice(0, 8).toUpperCase();
		const known = {
			reference: [`${prefix}-0001`, `${prefix}-0002`, 'CA-0001'],
			id: [await started(maker, company)],
			number: ['1', '2', '11', '12']
		};
		const asked = fc.sample(arbitraryRequest(operations, known), { seed, numRuns: GENERATED });
		const answered = new Map<number, number>();
		for (let at = 0; at < asked.length; at += TOKEN_LIMIT.quota) {
			const token = await newToken(maker);
			const next = asked.slice(at, at + TOKEN_LIMIT.quota).values();
			const ask = async () => {
				for (const [one, sent] of next) {
					const response = await send(request, one, { ...sent, token });
					const status = response.status();
					answered.set(status, (answered.get(status) ?? 0) + 1);
					const said = `${one.method} ${one.path} ${JSON.stringify(sent)} ${status}`;
					const schema = schemaOf(document, one, status);
					expect(schema, said).not.toBeNull();
					expect(faults(schema ?? {}, await response.json()), said).toEqual([]);
				}
			};
			await Promise.all([ask(), ask(), ask(), ask()]);
		}
		// Every sort was among them in numbers.
		for (const status of [200, 201, 404, 412, 422])
			expect(answered.get(status) ?? 0, String(status)).toBeGreaterThan(GENERATED / 100);
	});

test('cookies open nothing under the API, and tokens nothing elsewhere', async ({
	page,
	organisation,
	person,
	signIn,
	baseURL
}) => {
	const ministry = await organisation({ kind: 'government' });
	const maker = await person({ organisation: ministry, role: 'contributor' });
	const token = await newToken(maker);
	const post = { method: 'post', path: '/commitments' } as const;
	const body = JSON.stringify({ kind: 'policy', titleEn: 'By a page' });
	const origins = {
		same: baseURL ?? '',
		evil: 'https://evil.example',
		null: 'null',
		none: undefined
	};

	const bearer = await page.request.get('/en/workspace', {
		headers: { authorization: `Bearer ${token}` }
	});
	expect(bearer.url()).toContain('/sign-in');

	await signIn(maker.email);
	const types = [
		'application/json',
		'text/plain',
		'application/x-www-form-urlencoded',
		'multipart/form-data; boundary=x',
		'application/xml',
		''
	];
	for (const type of types)
		for (const [name, origin] of Object.entries(origins)) {
			const headers: Record<string, string> = {
				'content-type': type,
				'idempotency-key': crypto.randomUUID(),
				...(origin && { origin })
			};
			const cookie = await send(page.request, post, { body, headers });
			const turned = name === 'same' || name === 'none' ? 401 : 403;
			expect(cookie.status(), `cookie, ${type}, ${name}`).toBe(turned);
			const program = await send(page.request, post, { body, headers, token });
			const taken = type === 'application/json' ? 201 : 415;
			expect(program.status(), `token, ${type}, ${name}`).toBe(taken);
		}
});
