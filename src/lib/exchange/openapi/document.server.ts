import type { Both } from '#lib/charts/shape.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Nested } from '../csv.ts';
import type { Listing } from '../listing.ts';
import { problemDocument } from '../problem.ts';
import { FILE_LIMIT, JSON_LIMIT, listParameters } from '../public-reading.server.ts';
import { XLSX } from '../spreadsheet/records.server.ts';
import { jsonSchemaOf, parametersOf, type JsonSchema, type Parameter } from './json-schema.ts';

/** What the document says of a list, and one of its records, as the list gives it today. */
export interface Described {
	listing: Listing;
	example: Nested | null;
}

interface About {
	/** Where the portal is, without a slash at the end. */
	origin: string;
	licence: string;
}

/** What every list may be asked beside its own parameters; only one that is given in pages takes a cursor. */
const LIST_WORDS: Record<keyof typeof listParameters.shape, Both> = {
	format: inBoth(m.exchange_api_list_format, {}),
	limit: inBoth(m.exchange_api_list_limit, { json: JSON_LIMIT, file: FILE_LIMIT }),
	cursor: inBoth(m.exchange_api_list_cursor, {})
};

/** “compare/companies” as `compareCompanies`. */
export const operationOf = (path: string): string =>
	path
		.split(/[/-]/)
		.filter(Boolean)
		.map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
		.join('');

/** The schema of one record in the components, from the same word as the operation. */
const recordName = (path: string): string => {
	const operation = operationOf(path);
	return `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Record`;
};

const reference = (kind: 'schemas' | 'responses', name: string) => ({
	$ref: `#/components/${kind}/${name}`
});

/** The parameters of a list: its own, then those of every list. */
export function queryOf({
	parameters,
	paged
}: Listing): (Parameter & { description?: string; french?: string })[] {
	const shared = parametersOf(listParameters)
		.filter(({ name }) => paged || name !== 'cursor')
		.map((one) => {
			const { en, fr } = LIST_WORDS[one.name as keyof typeof LIST_WORDS];
			return { ...one, description: en, french: fr };
		});
	return [...parametersOf(parameters), ...shared];
}

function operation({ listing, example }: Described) {
	const { path, title, holds } = listing;
	const page = {
		type: 'object',
		required: ['next', 'count'],
		properties: { next: { type: ['string', 'null'] }, count: { type: 'integer', minimum: 0 } }
	};
	return {
		get: {
			operationId: operationOf(path),
			summary: title.en,
			description: holds.en,
			/** The same words for readers of French; the standard has one language. */
			'x-fr': { summary: title.fr, description: holds.fr },
			parameters: queryOf(listing).map(({ name, required, schema, description, french }) => ({
				name,
				in: 'query',
				required,
				...(description && { description }),
				...(french && { 'x-fr': { description: french } }),
				schema,
				...(listing.example?.[name] && { example: listing.example[name] })
			})),
			responses: {
				200: {
					description: holds.en,
					content: {
						'application/json': {
							schema: {
								type: 'object',
								required: ['data', 'page'],
								properties: {
									data: { type: 'array', items: reference('schemas', recordName(path)) },
									page
								}
							},
							...(example && { example: { data: [example], page: { next: null, count: 1 } } })
						},
						'text/csv': { schema: { type: 'string' } },
						[XLSX]: { schema: { type: 'string', format: 'binary' } }
					}
				},
				400: reference('responses', 'NotUnderstood'),
				404: reference('responses', 'NotFound')
			}
		}
	};
}

const refusal = (description: string) => ({
	description,
	content: { 'application/problem+json': { schema: reference('schemas', 'Problem') } }
});

/** The API as an OpenAPI 3.1 document, from the schemas that its answers and parameters are held to. */
export function openApiDocument(described: readonly Described[], { origin, licence }: About) {
	const schemas: Record<string, JsonSchema> = {
		Problem: jsonSchemaOf(problemDocument, 'output')
	};
	for (const { listing } of described)
		schemas[recordName(listing.path)] = jsonSchemaOf(listing.record, 'output');
	return {
		openapi: '3.1.1',
		info: {
			title: 'Concord',
			version: '1',
			summary: 'What was promised against the online sexual exploitation of children, and done.',
			description:
				'Everything public in the portal, to read, for everyone and from everywhere. What a page shows, its address here gives as data, and nothing more.',
			license: { name: licence, url: `${origin}/en/data` }
		},
		externalDocs: {
			description: 'The same to read, in English and French',
			url: `${origin}/en/data/api`
		},
		servers: [{ url: `${origin}/api/v1` }],
		security: [],
		paths: Object.fromEntries(described.map((one) => [one.listing.path, operation(one)])),
		components: {
			schemas,
			responses: {
				NotUnderstood: refusal('A parameter could not be read; `parameters` says which and why.'),
				NotFound: refusal('What the parameters name does not exist, or is not public.')
			}
		}
	};
}

/** What the document is called by those who read it as a type. */
export type OpenApiDocument = ReturnType<typeof openApiDocument>;
