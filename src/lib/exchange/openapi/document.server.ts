import type { Both } from '#lib/charts/shape.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Nested } from '../csv.ts';
import type { Listing } from '../listing.ts';
import { problemDocument } from '../problem.ts';
import { FILE_LIMIT, JSON_LIMIT, listParameters } from '../public-reading.server.ts';
import { XLSX } from '../spreadsheet/records.server.ts';
import type { Writing } from '../writing/writing.ts';
import { jsonSchemaOf, parametersOf, type JsonSchema, type Parameter } from './json-schema.ts';
import {
	TOKEN_HEADERS,
	TOKEN_RESPONSES,
	writingPaths,
	type WritingOperation
} from './writing-paths.ts';

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
			tags: ['reading'],
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
				404: reference('responses', 'NotFound'),
				429: reference('responses', 'TooManyReads')
			}
		}
	};
}

const refusal = (description: string) => ({
	description,
	content: { 'application/problem+json': { schema: reference('schemas', 'Problem') } }
});

/** One list of the document, and what is done at an address: a list is read there, a program writes there, or both. */
export type ReadingOperation = ReturnType<typeof operation>['get'];
interface PathItem {
	get?: ReadingOperation | WritingOperation;
	post?: WritingOperation;
	put?: WritingOperation;
}

function pathsOf(
	described: readonly Described[],
	writings: readonly Writing[]
): Record<string, PathItem> {
	const lists = described.map((one) => [one.listing.path, operation(one)] as const);
	const paths: Record<string, PathItem> = Object.fromEntries(lists);
	for (const [path, item] of Object.entries(writingPaths(writings)))
		paths[path] = { ...paths[path], ...item };
	return paths;
}

/** The API as an OpenAPI 3.1 document, from the schemas that its answers and parameters are held to. */
export function openApiDocument(
	described: readonly Described[],
	writings: readonly Writing[],
	{ origin, licence }: About
) {
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
				'Everything public in the portal, to read, for everyone and from everywhere. What a page shows, its address here gives as data, and nothing more. Members write with tokens that they make in the settings of their workspace: what their forms take, and no more than they may.',
			license: { name: licence, url: `${origin}/en/data` }
		},
		externalDocs: {
			description: 'The same to read, in English and French',
			url: `${origin}/en/data/api`
		},
		servers: [{ url: `${origin}/api/v1` }],
		security: [],
		tags: [
			{ name: 'reading', description: 'Lists of what is public, without a token.' },
			{ name: 'writing', description: 'What programs of members do, each with a token of its own.' }
		],
		paths: pathsOf(described, writings),
		components: {
			schemas,
			securitySchemes: {
				token: {
					type: 'http',
					scheme: 'bearer',
					bearerFormat: 'concord_…',
					description:
						'Made by a member, for some scopes and at most a year. It never does more than the member may, opens no page, and ends with the membership or when it is revoked.'
				}
			},
			headers: TOKEN_HEADERS,
			responses: {
				...TOKEN_RESPONSES,
				NotUnderstood: refusal('A parameter could not be read; `parameters` says which and why.'),
				NotFound: refusal('What the parameters name does not exist, or is not public.'),
				TooManyReads: refusal(
					'One network reads so often, and takes so many workbooks, without a token; `Retry-After` says how many seconds to wait.'
				)
			}
		}
	};
}

/** What the document is called by those who read it as a type. */
export type OpenApiDocument = ReturnType<typeof openApiDocument>;
