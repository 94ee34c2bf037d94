import fc from 'fast-check';
import type { OpenApiDocument } from '#lib/exchange/openapi/document.server.ts';
import type { JsonSchema } from '#lib/exchange/openapi/json-schema.ts';
import type { WritingOperation } from '#lib/exchange/openapi/writing-paths.ts';

const METHODS = ['get', 'post', 'put'] as const;
type Method = (typeof METHODS)[number];
/** Something that a program may do, as the document has it. */
export interface Operation {
	method: Method;
	path: string;
	said: WritingOperation;
}

const isWritten = (said: { tags: string[] } | undefined): said is WritingOperation =>
	said?.tags.includes('writing') ?? false;

export const writingsOf = ({ paths }: OpenApiDocument): Operation[] =>
	Object.entries(paths).flatMap(([path, item]) =>
		METHODS.flatMap((method) => {
			const said = item[method];
			return isWritten(said) ? [{ method, path, said }] : [];
		})
	);

/** What is sent to it. */
export interface Sent {
	token?: string;
	at?: Record<string, string>;
	body?: string;
	headers?: Record<string, string>;
}

/** A value as the schema has it. */
function arbitraryOf(schema: JsonSchema): fc.Arbitrary<unknown> {
	const { type, enum: values, anyOf, items, properties = {}, required = [] } = schema;
	if (anyOf) return fc.oneof(...anyOf.map((one) => arbitraryOf(one as JsonSchema)));
	if (values) return fc.constantFrom(...(values as unknown[]));
	if (schema.const !== undefined) return fc.constant(schema.const);
	if (type === 'null') return fc.constant(null);
	if (type === 'boolean') return fc.boolean();
	if (type === 'number') return fc.integer({ min: -5, max: 9_000_000 }).map((n) => n / 100);
	if (type === 'array') return fc.array(arbitraryOf((items ?? {}) as JsonSchema), { maxLength: 3 });
	if (type === 'object') {
		const fields = Object.entries(properties).map(([name, one]) => [
			name,
			arbitraryOf(one as JsonSchema)
		]);
		return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
			requiredKeys: required
		});
	}
	if (schema.format === 'uuid') return fc.uuid();
	if (schema.pattern) return fc.constantFrom('2026', '2026-07', '2027-02-28', '2027-02-30');
	const likely = fc.constantFrom(
		'https://example.org/a',
		'CA-ON',
		'A line',
		'team@example.org',
		'2025'
	);
	return fc.oneof(likely, fc.string({ unit: 'binary', maxLength: 30 }));
}

/** A body as it is sent: sound, or broken in one of many ways. */
function arbitraryBody(schema: JsonSchema, example: object): fc.Arbitrary<string> {
	const names = Object.keys(schema.properties ?? { any: 1 });
	const sound = fc.constant(example).map((one) => JSON.stringify(one));
	const fitting = arbitraryOf(schema).map((one) => JSON.stringify(one));
	const bent = fc
		.tuple(fc.constantFrom(...names, '__proto__', 'state'), fc.jsonValue())
		.map(([name, value]) =>
			JSON.stringify({ ...example }).replace(
				/\}$/,
				`${Object.keys(example).length ? ',' : ''}${JSON.stringify(name)}:${JSON.stringify(value)}}`
			)
		);
	const other = fc.oneof(
		fc.jsonValue().map((one) => JSON.stringify(one)),
		fc.string()
	);
	return fc.oneof(
		{ arbitrary: sound, weight: 3 },
		{ arbitrary: fitting, weight: 3 },
		{ arbitrary: bent, weight: 3 },
		{ arbitrary: other, weight: 1 }
	);
}

/** A request to one of these, about what is there or anything else. */
export function arbitraryRequest(
	operations: readonly Operation[],
	known: Record<string, readonly string[]>
): fc.Arbitrary<[Operation, Sent]> {
	return fc.constantFrom(...operations).chain((one) => {
		const content = one.said.requestBody?.content['application/json'];
		const word = (name: string) =>
			fc.oneof(
				{ arbitrary: fc.constantFrom(...(known[name] ?? ['1'])), weight: 5 },
				{
					arbitrary: fc.string({ minLength: 1, maxLength: 12 }).map((text) => `x${text}`),
					weight: 1
				}
			);
		const headers = fc.record(
			{
				'content-type': fc.constantFrom('application/json', 'application/json', 'text/plain'),
				'idempotency-key': fc.oneof(fc.uuid(), fc.constantFrom('again', '')),
				'if-match': fc.constantFrom('"0"', '"1"', '"2"', '"3"', '"4"', '*', 'W/"1"', 'x'),
				'accept-language': fc.constantFrom('fr', 'en', 'de', '*')
			},
			{ requiredKeys: ['content-type', 'idempotency-key', 'if-match'] }
		);
		return fc
			.record({
				at: fc.record({ reference: word('reference'), id: word('id'), number: word('number') }),
				headers: headers.map((given) => given as Record<string, string>),
				...(content && { body: arbitraryBody(content.schema, content.example ?? {}) })
			})
			.map((sent): [Operation, Sent] => [one, sent]);
	});
}
