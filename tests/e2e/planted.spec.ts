import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type { Person } from '#lib/access/actor.ts';
import { deliverNotices } from '#lib/notifications/notices.server.ts';
import { remind } from '#lib/notifications/reminders.server.ts';
import { renewCalendar } from '#lib/notifications/settings.server.ts';
import { withActor } from '#lib/server/db/index.ts';
import { mailOutbox } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, test } from '../fixtures.ts';
import { plantAnswers, type PlantedAnswers } from './planted-answers.ts';
import { archiveText, publishEdition, type Edition } from './planted-edition.ts';
import { plantRecords, type PlantedRecords } from './planted-records.ts';
import type { Planting, Words } from './planted.ts';
import { readerFor, textAt, wholeLists, type Reader } from './reading.ts';

type Planted = PlantedAnswers & PlantedRecords & { sheet: string; edition: Edition };

/** The file of the draft, brought back with other words in its cells; the id of what is kept of it. */
async function bringSheet(submitter: Reader, id: string, { draft, file }: Words, origin: string) {
	const path = `/en/workspace/assessments/${id}/sheet`;
	const answer = await submitter(`${path}/file?language=en&format=xlsx`);
	const { sheets } = await readXlsx(new Uint8Array(await answer.arrayBuffer()));
	const written = await writeXlsx({
		sheets: sheets.map(({ name, rows, hidden }) => ({
			name,
			hidden,
			rows: rows.map((row) => row.map((cell) => (cell === draft ? file : cell)))
		}))
	});
	const body = new FormData();
	body.set('file', new File([new Uint8Array(written)], 'answers.xlsx'));
	const sent = await submitter(path, {
		method: 'POST',
		body,
		headers: { origin, accept: 'application/json' }
	});
	const { location = '' } = (await sent.json()) as { location?: string };
	return /[^/]+$/.exec(location)?.[0] ?? '';
}

/** Where any of it could come up: lists, what is of the company, the ministry and the commitment, and others' work. */
function addressesOf({ company, ministry }: Planting, planted: Planted): string[] {
	const { reference, draft, published, waiting, kept, findings, cycle, country } = planted;
	const assessments = [draft, published, ...waiting, kept];
	const before = [0, 1, 2].map((place) => reference.replace(/9$/, String(place)));
	const drafted = `/summaries/draft-${ministry.referencePrefix?.toLowerCase()}`;
	return [
		'',
		'/commitments',
		'/commitments?q=Published&sort=reported',
		...[reference, ...before].map((one) => `/commitments/${one}`),
		`/commitments/${reference}/history`,
		'/companies',
		...['', '?cycle=2025', '?cycle=2026'].map((query) => `/companies/${company.slug}${query}`),
		...['', '?cycle=2025', '?view=distribution', '?view=trend', '?view=trend&theme=1'].map(
			(query) => `/compare/companies${query}`
		),
		...['', '&cycle=2025', '&sector=all'].map(
			(query) => `/compare/companies/side-by-side?company=${company.slug}${query}`
		),
		'/compare/countries',
		`/compare/countries/side-by-side?country=${country},CA`,
		'/compare/countries?by=forum',
		'/compare/countries?view=timing',
		'/compare/countries?view=promises&forum=five-country',
		'/compare/countries?view=funding&currency=CAD',
		'/compare/countries?view=treaties',
		'/compare/countries?view=map',
		'/compare/over-time',
		`/compare/indicators?company=${company.slug}`,
		...['', `&company=${company.slug}`, `&country=${country}`, '&principle=1'].map(
			(query) => `/changes?from=2000-01-01${query}`
		),
		'/countries',
		'/countries/capabilities',
		`/countries/${country}`,
		`/countries/${country}/brief`,
		'/principles',
		'/principles/1',
		'/principles/2',
		'/principles/2/plain',
		'/principles/endorsements',
		'/summaries',
		drafted,
		...planted.edition.addresses,
		'/data',
		'/workspace',
		'/workspace/commitments',
		'/workspace/commitments/report',
		...[reference, ...before].flatMap((one) =>
			['', '/discussion', '/edit'].map((page) => `/workspace/commitments/${one}${page}`)
		),
		`/workspace/commitments/${reference}/reword`,
		`/workspace/commitments/${reference}/updates/${planted.update}`,
		`/workspace/handover?organisation=${ministry.slug}`,
		'/workspace/assessments',
		...assessments.flatMap((id) =>
			['', '/1', '/check', '/reply', '/submitted', '/submitted/1'].map(
				(page) => `/workspace/assessments/${id}${page}`
			)
		),
		...[draft, published].map(
			(id) => `/workspace/assessments/${id}/sheet/file?language=en&format=xlsx`
		),
		`/workspace/assessments/${draft}/sheet/${planted.sheet}`,
		`/workspace/assessments/blank?organisation=${company.id}&cycle=${cycle}`,
		'/workspace/findings',
		...findings.map((id) => `/workspace/findings/${id}`),
		'/workspace/services',
		`/workspace/services?organisation=${company.slug}`,
		'/workspace/members',
		'/workspace/import',
		`/workspace/import/${planted.brought}`,
		'/workspace/import/template?holds=commitments&format=csv&language=en',
		'/secretariat',
		'/secretariat/cycles',
		...['', '/1', '/extensions', '/invitations', '/publish'].map(
			(page) => `/secretariat/cycles/${cycle}${page}`
		),
		...[reference, ...before].flatMap((one) =>
			['', '/discussion'].map((page) => `/secretariat/commitments/${one}${page}`)
		),
		...assessments.flatMap((id) =>
			['', '/compare', '/opinion/1'].map((page) => `/secretariat/assessments/${id}${page}`)
		),
		'/secretariat/findings',
		...findings.map((id) => `/secretariat/findings/${id}`),
		`/secretariat/rewordings/${planted.version}`,
		`/secretariat/updates/${planted.update}`,
		'/secretariat/summaries',
		...['', '/text', '/figures'].map((page) => `/secretariat/summaries/${planted.summary}${page}`)
	];
}

/** Everything that this reader comes to: pages, files and their calendar; nobody, in both languages and by the API too. */
async function readAll(reader: Reader, person: Person | null, paths: readonly string[]) {
	// The API answers whoever asks as nobody: it is read once.
	const found = person ? new Map<string, string>() : await wholeLists(reader);
	const addresses = (person ? ['en'] : ['en', 'fr']).flatMap((locale) =>
		paths.map((path) => `/${locale}${path}`)
	);
	if (person) addresses.push(await withActor(person, (db) => renewCalendar(db, person)));
	const feeds = ['en', 'fr'].flatMap((lang) => [
		`/feeds/changes.xml?from=2000-01-01&lang=${lang}`,
		`/feeds/summaries.xml?lang=${lang}`
	]);
	for (const address of [
		...addresses,
		...feeds,
		'/sitemap.xml',
		'/sitemap.xml?part=pages',
		'/sitemap.xml?part=commitments',
		'/sitemap.xml?part=companies',
		'/robots.txt',
		'/readyz'
	])
		found.set(address, await textAt(reader, address));
	return found;
}

test('what only some may read is on no page, in no list, no file, no mail and no log that others reach', async ({
	organisation,
	person,
	baseURL
}) => {
	test.setTimeout(180_000);
	const word = (circle: string) => `${circle}${randomUUID().slice(0, 8)}`;
	const words: Words = {
		secret: word('secret'),
		partners: word('partners'),
		office: word('office'),
		draft: word('draft'),
		file: word('file')
	};
	const company = await organisation({ kind: 'company' });
	const ministry = await organisation({ kind: 'government' });
	const secretariat = await organisation({ kind: 'secretariat' });
	const given: Planting = {
		...words,
		company,
		ministry,
		submitter: await person({ organisation: company, role: 'contributor' }),
		liaison: await person({ organisation: ministry, role: 'contributor' }),
		editor: await person({ organisation: secretariat, role: 'editor' })
	};
	const submitter = await readerFor(given.submitter, baseURL);
	const answers = await plantAnswers(given);
	const records = await plantRecords(given);
	const publisher = await person({ organisation: secretariat, role: 'publisher' });
	const planted: Planted = {
		...answers,
		...records,
		edition: await publishEdition(given, publisher, records.country),
		sheet: await bringSheet(submitter, answers.draft, words, baseURL ?? '')
	};
	const paths = addressesOf(given, planted);

	const { secret, partners, office, draft, file } = words;
	/** Who reads, and what they are to come upon nowhere. */
	const readers: [string, Person | null, string[]][] = [['the public', null, Object.values(words)]];
	for (const kind of ['company', 'government', 'law_enforcement'] as const) {
		const stranger = await person({ organisation: await organisation({ kind }), role: 'approver' });
		readers.push([`another ${kind}`, stranger, [secret, office, draft, file]]);
	}
	for (const of of [company, ministry]) {
		const colleague = await person({ organisation: of, role: 'approver' });
		readers.push([`a colleague in the ${of.kind}`, colleague, [office, file]]);
	}
	for (const role of ['editor', 'administrator'] as const)
		readers.push([`the ${role}`, await person({ organisation: secretariat, role }), [draft, file]]);

	const seen = new Map<string, string[]>();
	await Promise.all(
		readers.map(async ([who, reading, kept]) => {
			const found = await readAll(await readerFor(reading, baseURL), reading, paths);
			for (const [address, text] of found)
				for (const one of kept)
					expect.soft(text.includes(one), `${one} for ${who} at ${address}`).toBe(false);
			const all = [...found.values()].join();
			seen.set(
				who,
				Object.values(words)
					.filter((one) => all.includes(one))
					.sort()
			);
		})
	);

	// The words are there to be found: those who may read them do.
	const circle = [draft, partners, secret].sort();
	expect(seen.get('another government')).toEqual([partners]);
	expect(seen.get('a colleague in the company')).toEqual(circle);
	expect(seen.get('a colleague in the government')).toEqual(circle);
	expect(seen.get('the editor')).toEqual([office, partners, secret].sort());
	const sheet = `/en/workspace/assessments/${planted.draft}/sheet/${planted.sheet}`;
	expect(await textAt(submitter, sheet)).toContain(file);

	const archive = await archiveText(planted.edition.slug);
	expect(archive).toContain(company.slug);
	for (const one of Object.values(words)) expect(archive).not.toContain(one);

	await deliverNotices();
	await remind(new Date());
	const mails = await asSystem((db) => db.select().from(mailOutbox));
	for (const { subject, body } of mails)
		for (const one of Object.values(words)) expect(`${subject}\n${body}`).not.toContain(one);
	const log = await readFile('.test/server-postgres.log', 'utf8');
	for (const one of Object.values(words)) expect(log).not.toContain(one);
});
