import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { Writing } from '../writing/writing.ts';
import { bodySchemaOf } from '../writing/body-schema.ts';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';

/** By what a request with a token may be refused, whatever it is. */
const REFUSED: Record<number, string> = {
	400: 'Malformed',
	401: 'NoToken',
	403: 'NotAllowed',
	404: 'NotThere',
	409: 'NotNow',
	412: 'ChangedSince',
	415: 'NotJson',
	422: 'NotTaken',
	428: 'NoVersion',
	429: 'TooMany'
};

const WORDS: Record<string, string> = {
	Malformed: 'The body is no JSON object, or `Idempotency-Key` is missing.',
	NoToken: 'There is no token, or one that opens nothing; `WWW-Authenticate` says so too.',
	NotAllowed: 'The token was not made for this, or its member may not do it.',
	NotThere: 'What the address names does not exist, or is none of the token’s concern.',
	NotNow: 'It is not possible in the state in which the record is; `code` says why.',
	ChangedSince: 'The record has changed since the version that `If-Match` names.',
	NotJson: 'The body is not declared to be JSON.',
	NotTaken:
		'Fields were not taken: `errors` points to each. Or the key came with another request before.',
	NoVersion: '`If-Match` is missing.',
	TooMany: 'The token asked too often; `Retry-After` says how many seconds to wait.'
};

const header = (description: string, schema: JsonSchema, example: string) => ({
	description,
	schema,
	example
});

/** The headers of answers to a token, by name. */
export const TOKEN_HEADERS = {
	RateLimit: header(
		'How many requests are left (`r`), and in how many seconds they are counted anew (`t`).',
		{ type: 'string' },
		'"token";r=59;t=60'
	),
	RateLimitPolicy: header(
		'How many requests (`q`) a token may make in how many seconds (`w`).',
		{ type: 'string' },
		'"token";q=60;w=60'
	),
	RetryAfter: header('Seconds to wait.', { type: 'integer', minimum: 1 }, '17'),
	ETag: header('The version of the record, to be sent as `If-Match`.', { type: 'string' }, '"3"'),
	Location: header(
		'Where what was made stands.',
		{ type: 'string' },
		'/api/v1/commitments/CA-0042'
	),
	Challenge: header(
		'How to identify oneself (RFC 6750).',
		{ type: 'string' },
		'Bearer realm="Concord"'
	)
};

const headerNamed = (name: keyof typeof TOKEN_HEADERS) => ({
	$ref: `#/components/headers/${name}`
});
const LIMITS = {
	RateLimit: headerNamed('RateLimit'),
	'RateLimit-Policy': headerNamed('RateLimitPolicy')
};

/** The refusals that requests with a token have in common, by name. */
export const TOKEN_RESPONSES = Object.fromEntries(
	Object.entries(WORDS).map(([name, description]) => [
		name,
		{
			description,
			headers: {
				...(name === 'NoToken' ? {} : LIMITS),
				...(name === 'TooMany' && { 'Retry-After': headerNamed('RetryAfter') }),
				...(name === 'NoToken' && { 'WWW-Authenticate': headerNamed('Challenge') })
			},
			content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
		}
	])
);

const KEY = {
	name: 'Idempotency-Key',
	in: 'header',
	required: true,
	description:
		'A value of your own for each thing to be done, the same when the request is repeated: within a day the first answer is given again, and nothing is done twice.',
	'x-fr': {
		description:
			'Une valeur de votre choix pour chaque chose à faire, la même si la demande est répétée : pendant un jour, la première réponse est donnée de nouveau et rien n’est fait deux fois.'
	},
	schema: { type: 'string', pattern: '^[!-~]{1,200}$' },
	example: '5f0c7a1e-9a3b-4d0e-8a55-0f6f0b1f2c3d'
};
const IF_MATCH = {
	name: 'If-Match',
	in: 'header',
	required: true,
	description: 'The `ETag` of the record as it was read.',
	'x-fr': { description: 'L’`ETag` de l’enregistrement tel qu’il a été lu.' },
	schema: { type: 'string' },
	example: '"3"'
};
const LANGUAGE = {
	name: 'Accept-Language',
	in: 'header',
	required: false,
	description: 'The language in which problems are told: English or French.',
	'x-fr': {
		description: 'La langue dans laquelle les problèmes sont décrits : anglais ou français.'
	},
	schema: { type: 'string' },
	example: 'fr-CA'
};

const IN_ADDRESS: Record<
	string,
	{ description: string; 'x-fr': object; schema: JsonSchema; example: string | number }
> = {
	reference: {
		description: 'The reference of the commitment.',
		'x-fr': { description: 'La référence de l’engagement.' },
		schema: { type: 'string' },
		example: 'CA-0042'
	},
	id: {
		description: 'The id of the record.',
		'x-fr': { description: 'L’identifiant de l’enregistrement.' },
		schema: { type: 'string', format: 'uuid' },
		example: '0c8f6e0e-7a51-4b6f-9d0f-3d1f5a1b2c3d'
	},
	number: {
		description: 'The number of the requirement.',
		'x-fr': { description: 'Le numéro de l’exigence.' },
		schema: { type: 'integer', minimum: 1 },
		example: 4
	}
};

/** What is done, and by which scopes it is opened. */
function describedIn(locale: Locale, { does, scopes }: Writing): string {
	const opened = { en: 'Scopes, any of', fr: 'L’une de ces portées l’autorise ' }[locale];
	const named = scopes.map((scope) => `\`${scope}\``).join(', ');
	return scopes.length ? `${does[locale]} ${opened}: ${named}.` : does[locale];
}

/** One operation of the document for what a program does with a token. */
function operation(writing: Writing) {
	const { method, path, body, says, example, conditional, tagged, status } = writing;
	const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
		name,
		in: 'path',
		required: true,
		...IN_ADDRESS[name]
	}));
	const refusals = Object.entries(REFUSED).filter(
		([code]) =>
			(body ? true : !['400', '409', '412', '415', '422'].includes(code)) &&
			(conditional ? true : code !== '428') &&
			(named.length || method !== 'get' ? true : code !== '404')
	);
	return {
		operationId: writing.operation,
		tags: ['writing'],
		summary: writing.title.en,
		description: describedIn('en', writing),
		'x-fr': { summary: writing.title.fr, description: describedIn('fr', writing) },
		security: [{ token: [] }],
		parameters: [
			...named,
			...(method === 'post' ? [KEY] : []),
			...(conditional ? [IF_MATCH] : []),
			LANGUAGE
		],
		...(body && {
			requestBody: {
				required: true,
				content: { 'application/json': { schema: bodySchemaOf(body, says), example } }
			}
		}),
		responses: {
			[status]: {
				description: writing.title.en,
				headers: {
					...LIMITS,
					...(tagged && { ETag: headerNamed('ETag') }),
					...(status === 201 &&
						tagged &&
						path === '/commitments' && { Location: headerNamed('Location') })
				},
				content: {
					'application/json': {
						schema: {
							type: 'object',
							required: ['data'],
							properties: { data: jsonSchemaOf(writing.record, 'output') }
						}
					}
				}
			},
			...Object.fromEntries(
				refusals.map(([code, name]) => [code, { $ref: `#/components/responses/${name}` }])
			)
		}
	};
}
export type WritingOperation = ReturnType<typeof operation>;

/** Every address of programs, with what may be done there. */
export function writingPaths(
	writings: readonly Writing[]
): Record<string, Partial<Record<Writing['method'], WritingOperation>>> {
	const paths: ReturnType<typeof writingPaths> = {};
	for (const writing of writings)
		paths[writing.path] = { ...paths[writing.path], [writing.method]: operation(writing) };
	return paths;
}
