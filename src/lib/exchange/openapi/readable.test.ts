import { expect, it } from 'vitest';
import { LISTINGS } from '../listings.server.ts';
import { WRITINGS } from '../writings.server.ts';
import { openApiDocument } from './document.server.ts';
import { readableGroups } from './readable.ts';

const about = { origin: 'https://concord.example', licence: 'Licence' };
const document = openApiDocument(
	LISTINGS.map((listing) => ({ listing, example: null })),
	WRITINGS,
	about
);

it('tells of every address of the document once, in both languages', () => {
	const told = readableGroups(document).flatMap(({ operations }) => operations);
	const addresses = (all: { path: string; method: string }[]) =>
		all.map(({ path, method }) => `${method} ${path}`).sort();
	const written = Object.entries(document.paths).flatMap(([path, item]) =>
		Object.keys(item).map((method) => ({ path, method: method.toUpperCase() }))
	);
	expect(addresses(told)).toEqual(addresses(written));
	expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
	for (const { title, description } of told) {
		expect(title.fr).toBeTruthy();
		expect(description.fr).not.toBe(description.en);
	}
});

it('says what a parameter takes, and asks what must be asked', () => {
	const told = readableGroups(document).flatMap(({ operations }) => operations);
	const commitments = told.find(({ path }) => path === '/commitments');
	const takes = Object.fromEntries(
		(commitments?.parameters ?? []).map((one) => [one.name, one.takes])
	);
	expect(takes).toMatchObject({
		format: 'json | csv | xlsx',
		evidence: 'yes | no',
		limit: '1–500'
	});
	expect(told.find(({ path }) => path === '/compare/companies/side-by-side')?.request).toMatch(
		/^https:\/\/concord\.example\/api\/v1\/compare\/companies\/side-by-side\?\w+=/
	);
});

it('puts apart by its tag what is written, with what is sent', () => {
	const groups = readableGroups({
		servers: [{ url: 'https://concord.example/api/v1' }],
		paths: {
			'/commitments': {
				get: { operationId: 'list', tags: ['reading'], summary: 'List', responses: { 200: {} } },
				post: {
					operationId: 'make',
					tags: ['writing'],
					summary: 'Make',
					requestBody: { content: { 'application/json': { example: { kind: 'policy' } } } },
					responses: { 201: {}, 400: {} }
				}
			}
		}
	});
	expect(
		groups.map(({ tag, operations }) => [tag, operations.map(({ method }) => method)])
	).toEqual([
		['reading', ['GET']],
		['writing', ['POST']]
	]);
	expect(groups[1]?.operations[0]?.body).toContain('"policy"');
});
