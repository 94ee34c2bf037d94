import { readFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { deliverNotices } from '#lib/notifications/notices.server.ts';
import { remind } from '#lib/notifications/reminders.server.ts';
import { mailOutbox } from '#lib/server/db/schema/index.ts';
import type { APIRequestContext } from '@playwright/test';
import { asSystem } from '../db/world.ts';
import { expect, test } from '../fixtures.ts';
import { plant } from './planted.ts';

const LISTS = [
	'frameworks',
	'countries',
	'companies',
	'commitments',
	'indicators',
	'summaries',
	'compare/companies',
	'compare/countries'
];

/** Every record of a list of the API, leafed through to its end, and its CSV. */
async function wholeLists(request: APIRequestContext): Promise<[string, string][]> {
	const read: [string, string][] = [];
	for (const list of LISTS) {
		let cursor: string | null = null;
		do {
			const address: string = `/api/v1/${list}${cursor ? `?cursor=${cursor}` : ''}`;
			const body = await (await request.get(address)).text();
			read.push([address, body]);
			cursor = (JSON.parse(body) as { page?: { next: string | null } }).page?.next ?? null;
		} while (cursor);
		const csv = `/api/v1/${list}?format=csv`;
		read.push([csv, await (await request.get(csv)).text()]);
	}
	return read;
}

test('what only some may read is on no page, in no list, no mail and no log that others reach', async ({
	request,
	openAs,
	organisation,
	person
}) => {
	test.setTimeout(180_000);
	const [secret, partners] = ['secret', 'partners'].map((of) => `${of}${randomUUID().slice(0, 8)}`);
	if (!secret || !partners) throw new Error('no words');
	const company = await organisation({ kind: 'company' });
	const ministry = await organisation({ kind: 'government' });
	const secretariat = await organisation({ kind: 'secretariat' });
	const submitter = await person({ organisation: company, role: 'contributor' });
	const liaison = await person({ organisation: ministry, role: 'contributor' });
	const editor = await person({ organisation: secretariat, role: 'editor' });
	const { assessments, reference } = await plant({
		company,
		submitter,
		ministry,
		liaison,
		editor,
		secret,
		partners
	});

	/** Where any of it could come up: lists, what is of the company, the ministry and the commitment, and others' work. */
	const addresses = ['en', 'fr'].flatMap((locale) =>
		[
			'',
			'/commitments',
			`/commitments?q=Published&sort=reported`,
			`/commitments/${reference}`,
			`/commitments/${reference}/history`,
			...[0, 1, 2].map((place) => `/commitments/${reference.replace(/9$/, String(place))}`),
			'/companies',
			`/companies/${company.slug}`,
			`/companies/${company.slug}?cycle=2025`,
			`/companies/${company.slug}?cycle=2026`,
			'/compare/companies',
			'/compare/companies?cycle=2025',
			'/compare/countries',
			'/countries',
			'/principles/1',
			'/principles/2',
			'/summaries',
			`/summaries/draft-${ministry.referencePrefix?.toLowerCase()}`,
			'/data',
			'/workspace',
			'/workspace/commitments',
			'/workspace/commitments/report',
			`/workspace/commitments/${reference}`,
			`/workspace/commitments/${reference}/discussion`,
			`/workspace/commitments/${reference}/reword`,
			`/workspace/handover?organisation=${ministry.slug}`,
			'/workspace/assessments',
			...assessments.flatMap((id) =>
				['', '/1', '/check', '/attest', '/submitted', '/submitted/1'].map(
					(page) => `/workspace/assessments/${id}${page}`
				)
			),
			'/workspace/import/template?holds=commitments&format=csv&language=en',
			'/secretariat',
			'/secretariat/cycles',
			'/secretariat/summaries',
			`/secretariat/commitments/${reference}/discussion`,
			...assessments.map((id) => `/secretariat/assessments/${id}`)
		].map((path) => `/${locale}${path}`)
	);
	addresses.push('/sitemap.xml', '/robots.txt');

	const readers: [string, APIRequestContext, string[]][] = [
		['the public', request, [secret, partners]]
	];
	for (const kind of ['company', 'government'] as const) {
		const other = await person({ organisation: await organisation({ kind }), role: 'approver' });
		readers.push([`another ${kind}`, (await openAs(other.email)).request, [secret]]);
	}
	for (const [who, reader, words] of readers) {
		const read = await wholeLists(reader);
		for (const address of addresses) read.push([address, await (await reader.get(address)).text()]);
		for (const [address, body] of read)
			for (const word of words) expect(body.includes(word), `${who} at ${address}`).toBe(false);
	}

	// The words are there to be found: those who may read them do.
	const own = (await openAs(submitter.email)).request;
	expect(
		await (await own.get(`/en/workspace/assessments/${assessments[0]}/check`)).text()
	).toContain(secret);
	const partner = readers[1]?.[1];
	expect(await (await partner?.get(`/en/commitments/${reference}`))?.text()).toContain(partners);
	expect(await (await partner?.get(`/en/companies/${company.slug}?cycle=2025`))?.text()).toContain(
		partners
	);

	await deliverNotices();
	await remind(new Date());
	const mails = await asSystem((db) => db.select().from(mailOutbox));
	for (const { subject, body } of mails)
		for (const word of [secret, partners]) expect(`${subject}\n${body}`).not.toContain(word);
	const log = await readFile('.test/server-postgres.log', 'utf8');
	for (const word of [secret, partners]) expect(log).not.toContain(word);
});
