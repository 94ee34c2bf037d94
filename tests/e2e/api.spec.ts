import { createConfig, lintFromString } from '@redocly/openapi-core';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { OpenApiDocument, ReadingOperation } from '#lib/exchange/openapi/document.server.ts';
import type { JsonSchema } from '#lib/exchange/openapi/json-schema.ts';
import { expect, test } from '../fixtures.ts';
import { readDocument, validatorOf } from './api-document.ts';

type Operation = ReadingOperation;
type Query = Record<string, string>;

/** The same seeds in all runs, so that what failed once can be run again; together two thousand requests. */
const SEEDS = [20201105, 20201106, 20201107, 20201108];
const GENERATED = 500;

const isList = (operation: { tags: string[] } | undefined): operation is Operation =>
	operation?.tags.includes('reading') ?? false;

/** The lists of the document, by their paths. */
const listsOf = ({ paths }: OpenApiDocument): [string, Operation][] =>
	Object.entries(paths).flatMap(([path, { get }]): [string, Operation][] =>
		isList(get) ? [[path, get]] : []
	);

const jsonOf = ({ responses }: Operation) => responses[200].content['application/json'];
const problemIn = ({ components }: OpenApiDocument): object =>
	components.responses.NotUnderstood.content['application/problem+json'].schema;

/** What the document itself says to ask. */
const documented = ({ parameters }: Operation): Query =>
	Object.fromEntries(
		parameters.flatMap(({ name, example }) => (example === undefined ? [] : [[name, example]]))
	);

/** Every value that a parameter of few values may have, one at a time. */
const oneByOne = ({ parameters }: Operation): Query[] =>
	parameters.flatMap(({ name, schema }) =>
		name === 'format' ? [] : ((schema.enum ?? []) as string[]).map((value) => ({ [name]: value }))
	);

const address = (path: string, query: Query) =>
	`/api/v1${path}?${new URLSearchParams(query).toString()}`;

test('the document is found good by a checker of OpenAPI 3.1', async ({ request }) => {
	const document = await readDocument(request);
	// The address is that of the server of the tests.
	const rules = { 'no-server-example.com': 'off' } as const;
	const config = await createConfig({ extends: ['recommended'], rules });
	const problems = await lintFromString({ source: JSON.stringify(document), config });
	expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

test('every documented request is answered as its schema says', async ({ request }) => {
	const document = await readDocument(request);
	const faults = validatorOf(document);
	for (const [path, get] of listsOf(document))
		for (const query of [{}, ...oneByOne(get)]) {
			const asked = address(path, { ...documented(get), ...query });
			const response = await request.get(asked);
			const body: unknown = await response.json();
			// What is listed within a forum is listed of one, and without it there is none.
			if (response.status() === 404) expect(asked).toContain('list=');
			else expect(response.status(), asked).toBe(200);
			const schema = response.ok() ? jsonOf(get).schema : problemIn(document);
			expect(faults(schema, body), asked).toEqual([]);
		}
});

test('every example of the document is one that its schema takes', async ({ request }) => {
	const document = await readDocument(request);
	const faults = validatorOf(document);
	const examples = listsOf(document).flatMap(([, get]) =>
		jsonOf(get).example ? [jsonOf(get)] : []
	);
	expect(examples.length).toBeGreaterThan(5);
	for (const { schema, example } of examples) expect(faults(schema, example)).toEqual([]);
});

test('a list goes on where it stopped, to its end, and is the same as its file', async ({
	request
}) => {
	const read = async (query: Query) => {
		const response = await request.get(address('/commitments', query));
		return (await response.json()) as { data: { reference: string }[]; page: { next: string } };
	};
	const seen: string[] = [];
	for (let cursor: string | null = ''; cursor !== null;) {
		const { data, page } = await read({ limit: '40', ...(cursor && { cursor }) });
		seen.push(...data.map(({ reference }) => reference));
		cursor = page.next;
	}
	const file = await request.get('/api/v1/commitments', { headers: { accept: 'text/csv' } });
	const rows = parse<{ reference: string }>(await file.text(), { columns: true });
	expect(seen).toEqual(rows.map(({ reference }) => reference));
	expect(new Set(seen).size).toBe(seen.length);
});

/** A value as the schema allows it, or anything at all. */
function arbitraryValue(
	{ enum: values, type }: JsonSchema,
	isCursor: boolean
): fc.Arbitrary<string> {
	const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.constant(''));
	if (isCursor) {
		const key = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.uuid());
		return key.map((written) => Buffer.from(written).toString('base64url'));
	}
	const likely = values
		? fc.constantFrom(...values.map(String))
		: type === 'integer'
			? fc.integer({ min: -2, max: 600 }).map(String)
			: fc.oneof(
					fc.constantFrom('CA', 'GB', 'ca', 'meta', 'meta,google', '2024', '2025', 'five-country'),
					fc.constantFrom('wpga', '2024-06-30', '2999-01-01', '1:3,4:2', 'name', 'theme-2', '7')
				);
	return fc.oneof({ arbitrary: likely, weight: 4 }, { arbitrary: anything, weight: 1 });
}

function arbitraryRequest(document: OpenApiDocument): fc.Arbitrary<[string, Operation, Query]> {
	const operations = listsOf(document);
	return fc.constantFrom(...operations).chain(([path, get]) => {
		const fields = Object.fromEntries(
			get.parameters.map(({ name, schema }) => [name, arbitraryValue(schema, name === 'cursor')])
		);
		return fc
			.record(fields, { requiredKeys: [] })
			.map((query): [string, Operation, Query] => [path, get, query as Query]);
	});
}

for (const seed of SEEDS)
	test(`requests of every kind, sound and broken, never make a fault (${seed})`, async ({
		request
	}) => {
		const document = await readDocument(request);
		const faults = validatorOf(document);
		const requests = fc.sample(arbitraryRequest(document), { seed, numRuns: GENERATED });
		const answered = new Map<number, number>();
		const next = requests.values();
		const ask = async () => {
			for (const [path, operation, query] of next) {
				const asked = address(path, query);
				const response = await request.get(asked);
				const status = response.status();
				answered.set(status, (answered.get(status) ?? 0) + 1);
				expect([200, 400, 404], asked).toContain(status);
				const isJson = response.headers()['content-type']?.includes('json') ?? false;
				const schema = status === 200 ? jsonOf(operation).schema : problemIn(document);
				if (isJson) expect(faults(schema, await response.json()), asked).toEqual([]);
			}
		};
		await Promise.all([ask(), ask(), ask(), ask()]);
		// Both sorts were among them in numbers.
		expect(answered.get(200) ?? 0).toBeGreaterThan(GENERATED / 10);
		expect(answered.get(400) ?? 0).toBeGreaterThan(GENERATED / 10);
	});

test('what the framework refuses is a problem document too', async ({ request }) => {
	const faults = validatorOf(await readDocument(request));
	const { components } = await readDocument(request);
	const refused = [
		await request.get('/api/v1/no-such-list'),
		await request.get('/api/v1/commitments?q=%00'),
		await request.post('/api/v1/commitments', { data: {} }),
		await request.delete('/api/v1/commitments')
	];
	for (const response of refused) {
		expect(response.headers()['content-type']).toBe('application/problem+json');
		expect(faults(components.schemas.Problem ?? {}, await response.json())).toEqual([]);
	}
	expect(refused.map((response) => response.status())).toEqual([404, 400, 401, 405]);
});
