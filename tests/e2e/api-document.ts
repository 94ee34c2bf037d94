import type { APIRequestContext } from '@playwright/test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { OpenApiDocument } from '#lib/exchange/openapi/document.server.ts';
import { expect } from '../fixtures.ts';

export async function readDocument(request: APIRequestContext): Promise<OpenApiDocument> {
	const response = await request.get('/api/v1/openapi.json');
	expect(response.status()).toBe(200);
	expect(response.headers()['access-control-allow-origin']).toBe('*');
	return (await response.json()) as OpenApiDocument;
}

/** The schemas of the document, to hold what comes back against. */
export function validatorOf(document: OpenApiDocument) {
	const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
	addFormats.default(ajv);
	// The document as a whole is no schema; only what is referred to within it is read.
	ajv.addVocabulary(['components', 'example']);
	ajv.addSchema({ $id: 'document', components: document.components });
	const compiled = new Map<object, ValidateFunction>();
	const whole = (schema: object): object =>
		JSON.parse(
			JSON.stringify(schema).replaceAll('"#/components', '"document#/components')
		) as object;
	return (schema: object, value: unknown): string[] => {
		const validate = compiled.get(schema) ?? ajv.compile(whole(schema));
		compiled.set(schema, validate);
		if (validate(value)) return [];
		return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
	};
}
