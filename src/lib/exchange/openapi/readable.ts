import type { JsonSchema } from './json-schema.ts';

/** What the readable page looks at in an OpenAPI document, whatever else stands in it. */
interface Operation {
	operationId: string;
	tags?: readonly string[];
	summary: string;
	description?: string;
	'x-fr'?: { summary: string; description?: string };
	security?: readonly object[];
	parameters?: readonly Readable[];
	requestBody?: object;
	responses: object;
}
interface Readable {
	name?: string;
	in?: string;
	required?: boolean;
	description?: string;
	'x-fr'?: { description: string };
	schema?: JsonSchema;
	example?: unknown;
}
export interface ReadableDocument {
	servers: readonly { url: string }[];
	tags?: readonly { name: string }[];
	paths: object;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const READING = 'reading';

/** The addresses of a document by what they are for, each as the page tells of it. */
export function readableGroups(document: ReadableDocument) {
	const server = document.servers[0]?.url ?? '';
	const all = Object.entries(document.paths).flatMap(([path, item]) =>
		METHODS.flatMap((method) => {
			const operation = (item as Partial<Record<string, Operation>>)[method];
			return operation ? [operationOf(server, path, method, operation)] : [];
		})
	);
	return [...new Set([READING, ...all.map(({ tag }) => tag)])]
		.map((tag) => ({ tag, operations: all.filter((one) => one.tag === tag) }))
		.filter(({ operations }) => operations.length > 0);
}
export type ReadableGroup = ReturnType<typeof readableGroups>[number];

function operationOf(server: string, path: string, method: string, operation: Operation) {
	const parameters = (operation.parameters ?? []).flatMap(({ name, schema, ...one }) =>
		name === undefined
			? []
			: [
					{
						name,
						required: one.required === true,
						takes: takenBy(schema ?? {}),
						description: { en: one.description ?? null, fr: one['x-fr']?.description ?? null },
						example: one.example === undefined ? null : String(one.example),
						inQuery: one.in === 'query'
					}
				]
	);
	const asked = new URLSearchParams(
		parameters.flatMap(({ name, example, inQuery }) =>
			inQuery && example !== null ? [[name, example]] : []
		)
	).toString();
	const french = operation['x-fr'];
	return {
		id: operation.operationId,
		tag: operation.tags?.[0] ?? READING,
		method: method.toUpperCase(),
		path,
		title: { en: operation.summary, fr: french?.summary ?? null },
		description: { en: operation.description ?? '', fr: french?.description ?? null },
		parameters,
		request: `${server}${path}${asked && `?${asked}`}`,
		body: exampleIn(operation.requestBody),
		answer: exampleIn(Object.entries(operation.responses).find(([status]) => status < '300')?.[1]),
		statuses: Object.keys(operation.responses)
	};
}

/** What a parameter takes: its words, its limits, or what kind of value it is. */
function takenBy(schema: JsonSchema): string {
	if (schema.enum) return schema.enum.join(' | ');
	if (schema.const !== undefined) return String(schema.const);
	if (schema.anyOf) return schema.anyOf.map((one) => takenBy(one as JsonSchema)).join(' | ');
	const { minimum, maximum } = schema;
	if (minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER)
		return `${minimum}–${maximum}`;
	return schema.format ?? schema.pattern ?? String(schema.type ?? 'string');
}

/** The example that a body has, as it would be sent. */
function exampleIn(body: unknown): string | null {
	const content = (body as { content?: Record<string, { example?: unknown }> } | undefined)
		?.content;
	const example = content?.['application/json']?.example;
	return example === undefined ? null : JSON.stringify(example, null, 2);
}
