import datapackage from 'datapackage';
import { and, asc, eq, sql } from 'drizzle-orm';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Person } from '#lib/access/actor.ts';
import type { FigureAnswer } from '#lib/comparison/figure.ts';
import { loadDemo } from '#lib/exchange/demo/load.server.ts';
import { LISTINGS } from '#lib/exchange/listings.server.ts';
import { currentPackage, packageBody } from '#lib/exchange/package/current.server.ts';
import type { PackageDescription } from '#lib/exchange/package/description.ts';
import { findPackage, keptBody } from '#lib/exchange/package/edition.server.ts';
import { RESOURCES } from '#lib/exchange/package/resources.server.ts';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { FigureInput } from '#lib/summaries/schema.ts';
import { freshDatabase } from '../database.ts';
import { correctWritten, publishWritten } from '../e2e/published-summary.ts';
import { filesIn, recomputed, rowsOf } from '../package-reading.ts';
import { asSystem, cast, type Cast } from './world.ts';

let world: Cast;
let folder: string;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'concord-tests-'));
	useDatabase(await freshDatabase());
	await withActor({ kind: 'system', task: 'reference' }, loadReference);
	await withActor({ kind: 'system', task: 'reference' }, loadDemo);
	world = await cast('government');
}, 120_000);
afterAll(async () => {
	await closeDatabase();
	rmSync(folder, { recursive: true });
});

const read = async (body: ReadableStream<Uint8Array>): Promise<Buffer> =>
	Buffer.from(await new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
const now = async () => read(packageBody(await currentPackage()));
const office = () => ({
	editor: world.actors.editor as Person,
	publisher: world.actors.publisher as Person
});

/** What a Frictionless library says to a package: how many rows each list has, or what it refuses. */
async function validated(archive: Uint8Array): Promise<Record<string, number | string>> {
	const path = join(folder, `${randomUUID()}.zip`);
	await writeFile(path, archive);
	const found = await datapackage.Package.load(path);
	expect(found.errors.map(String)).toEqual([]);
	const said: Record<string, number | string> = {};
	for (const resource of found.resources)
		said[resource.name] = await resource.read({ relations: true }).then(
			(rows) => rows.length,
			(thrown: unknown) => String(thrown)
		);
	return said;
}

const describedIn = (files: ReadonlyMap<string, string>) =>
	JSON.parse(files.get('datapackage.json') ?? '') as PackageDescription;

/** As if a command had been: what a package is made anew after. */
const recorded = sql`select audit_append(null, null, 'test', 'test', 'test', '{}')`;

const insertCommitment = (state: 'draft' | 'published') =>
	asSystem((db) =>
		db.insert(t.commitments).values({
			reference: `OWNER-${randomUUID().slice(0, 4)}`,
			ownerId: world.owner.id,
			kind: 'policy',
			titleEn: `=One more ${state}`,
			state,
			publishedAt: state === 'draft' ? null : new Date()
		})
	);

describe('everything public in one package', () => {
	it('is found good by a Frictionless library: its description, every row, every key', async () => {
		const archive = await now();
		const files = filesIn(archive);
		const { resources } = describedIn(files);
		expect(await validated(archive)).toEqual(
			Object.fromEntries(resources.map(({ name, rows }) => [name, rows]))
		);
		expect(resources.map(({ name }) => name)).toEqual(RESOURCES.map(({ name }) => name));
		for (const { path, bytes, hash } of resources) {
			const text = files.get(path) ?? '';
			expect(Buffer.byteLength(text)).toBe(bytes);
			expect(`sha256:${createHash('sha256').update(text).digest('hex')}`).toBe(hash);
		}
		expect(resources.filter(({ rows }) => rows > 0).length).toBeGreaterThan(18);
	}, 60_000);

	it('would not be, with a word, a reference or a key that its description refuses', async () => {
		const { zipSync, unzipSync, strToU8 } = await import('fflate');
		const files = unzipSync(await now());
		const text = (name: string) => Buffer.from(files[name] ?? []).toString();
		const changed = (name: string, pattern: RegExp, to: string) => {
			expect(pattern.test(text(name))).toBe(true);
			return { [name]: strToU8(text(name).replace(pattern, to)) };
		};
		const said = await validated(
			zipSync({
				...files,
				...changed('commitments.csv', /,public_record,/, ',hearsay,'),
				...changed('treaty-actions.csv', /,CA,/, ',XX,'),
				...changed('endorsements.csv', /\r\n[^\r]+/, '$&$&')
			})
		);
		expect(said).toMatchObject({
			commitments: expect.stringContaining('mismatch') as string,
			'treaty-actions': expect.stringContaining('Foreign key') as string,
			endorsements: expect.stringContaining('unique') as string
		});
	}, 60_000);

	it('has every list of the API but those that need a choice', () => {
		const inIt = new Set(RESOURCES.map(({ listing }) => listing.path));
		expect(LISTINGS.map(({ path }) => path).filter((path) => !inIt.has(path))).toEqual([
			'/compare/companies/side-by-side',
			'/compare/countries/side-by-side',
			'/compare/indicators'
		]);
	});

	it('says what is in it in both languages, field by field what the API says', async () => {
		const files = filesIn(await now());
		const { resources, title, title_fr, licenses } = describedIn(files);
		expect([files.get('README.md'), files.get('LISEZMOI.md')]).toEqual([
			expect.stringContaining(`# ${title}\n`),
			expect.stringContaining(`# ${title_fr}\n`)
		]);
		expect(licenses[0]?.title).not.toBe(licenses[0]?.title_fr);
		const { schema } = resources.find(({ name }) => name === 'assessments') ?? {};
		expect(schema?.fields.find(({ name }) => name === 'self_rating')).toEqual({
			name: 'self_rating',
			type: 'string',
			constraints: {
				required: true,
				enum: ['0', '1', '2', '3', '4', 'not_applicable', 'not_public', 'not_answered']
			}
		});
		expect(schema?.foreignKeys).toContainEqual({
			fields: ['framework', 'version', 'requirement'],
			reference: { resource: 'frameworks', fields: ['framework', 'version', 'requirement'] }
		});
	});

	it('is the same bytes for the same record, holds what is published next, and nothing that is not', async () => {
		const before = await now();
		await insertCommitment('draft');
		await asSystem((db) => db.execute(recorded));
		expect((await now()).equals(before)).toBe(true);
		await insertCommitment('published');
		await asSystem((db) => db.execute(recorded));
		const titles = rowsOf(filesIn(await now()), 'commitments').map(({ title_en }) => title_en);
		// What a spreadsheet would run has an apostrophe before it.
		expect(titles.filter((title) => title?.includes('One more'))).toEqual(["'=One more published"]);
	}, 60_000);
});

const FIGURES = [
	{ question: 'principle_distribution', filters: { principle: 3, cycle: '2025' } },
	{ question: 'principle_distribution', filters: { principle: 10, cycle: '2024' } },
	{ question: 'principle_trend', filters: { principle: 1 } },
	{ question: 'country_status', filters: {} },
	{ question: 'country_status', filters: { forum: 'weprotect' } },
	{ question: 'pillar_status', filters: {} },
	{ question: 'pillar_status', filters: { country: 'CA' } }
].map((figure) => ({ ...figure, captionEn: 'x', captionFr: 'x' })) as Omit<
	FigureInput,
	'version'
>[];

const TEXT = {
	titleEn: 'Progress by the numbers',
	titleFr: 'Les progrès en chiffres',
	bodyEn: 'One third is done.',
	bodyFr: 'Le tiers est fait.'
};

/** An edition with its frozen figures, and the package that is kept with it, as the public gets both. */
async function published(slug: string, edition: number) {
	const kept = await withActor(PUBLIC, (db) => findPackage(db, { slug, edition }));
	if (!kept) throw new Error('no package');
	const archive = await read(keptBody(kept));
	const figures = await withActor(PUBLIC, (db) =>
		db
			.select()
			.from(t.figures)
			.where(eq(t.figures.summaryId, kept.id))
			.orderBy(asc(t.figures.position))
	);
	return { kept, archive, figures };
}

/** The numbers of a frozen figure, by the row they stand in; rows without any have no place in a count. */
const numbersIn = ({ rows }: FigureAnswer) =>
	rows.map((row) =>
		Object.fromEntries(Object.entries(row).filter(([, cell]) => typeof cell === 'number'))
	);

/** The same numbers from the package alone; what was never counted is none. */
function anew(files: ReadonlyMap<string, string>, figure: typeof t.figures.$inferSelect) {
	const found = recomputed(files, figure.question, figure.filters as Record<string, string>);
	const { rows } = figure.frozen as FigureAnswer;
	const assessed = [...found.values()][0]?.assessed ?? 0;
	const order =
		figure.question === 'principle_trend' ? [...found.keys()] : rows.map(({ key }) => key);
	expect(order).toHaveLength(rows.length);
	// No group is counted that the figure leaves out.
	expect([...found.keys()].filter((key) => !order.includes(key))).toEqual([]);
	return rows.map((row, at) => {
		const counted = found.get(String(order[at])) ?? {};
		const names = Object.keys(row).filter((name) => typeof row[name] === 'number');
		return Object.fromEntries(
			names.map((name) => [name, counted[name] ?? (name === 'assessed' ? assessed : 0)])
		);
	});
}

describe('with an edition of a summary', () => {
	it('is kept what gives each of its figures again, to the last digit, whatever is published since', async () => {
		const { id, slug } = await publishWritten(office(), { ...TEXT, figures: FIGURES });
		const first = await published(slug, 1);
		expect(first.figures).toHaveLength(FIGURES.length);
		const files = filesIn(first.archive);
		for (const figure of first.figures) {
			const numbers = numbersIn(figure.frozen as FigureAnswer);
			expect(numbers.flatMap(Object.values).some((number) => number > 0)).toBe(true);
			expect(anew(files, figure), figure.question).toEqual(numbers);
		}
		expect(createHash('sha256').update(first.archive).digest('hex')).toBe(first.kept.sha256);
		expect(rowsOf(files, 'summaries')).toMatchObject([{ summary: slug, edition: '1' }]);
		expect(Object.values(await validated(first.archive)).every(Number.isInteger)).toBe(true);

		await asSystem((db) =>
			db
				.update(t.commitments)
				.set({ status: 'completed' })
				.where(and(eq(t.commitments.state, 'published'), eq(t.commitments.status, 'on_track')))
		);
		const note = { correctionNoteEn: 'More is done.', correctionNoteFr: 'Plus est fait.' };
		await correctWritten(office(), id, note);
		const next = await published(slug, 2);
		for (const figure of next.figures)
			expect(anew(filesIn(next.archive), figure), figure.question).toEqual(
				numbersIn(figure.frozen as FigureAnswer)
			);
		expect(next.figures.map((figure) => anew(files, figure))).not.toEqual(
			next.figures.map(({ frozen }) => numbersIn(frozen as FigureAnswer))
		);
		expect((await published(slug, 1)).archive.equals(first.archive)).toBe(true);
	}, 120_000);

	it('is what the public may read, though who publishes may read more', async () => {
		await insertCommitment('draft');
		const { slug } = await publishWritten(office(), { ...TEXT, figures: FIGURES.slice(0, 1) });
		const text = [...filesIn((await published(slug, 1)).archive).values()].join();
		expect(text).not.toContain('One more draft');
		expect(text).not.toContain(world.secretariat.id);
	}, 60_000);

	it('is there where the edition is, or neither is', async () => {
		const { editor, publisher } = office();
		const begun = publishWritten(
			{ editor, publisher },
			{ ...TEXT, titleEn: 'Kept apart', figures: FIGURES.slice(3, 4) },
			(id) =>
				asSystem((db) =>
					db.insert(t.summaryPackages).values({
						summaryId: id,
						content: new Uint8Array(0),
						size: 0,
						sha256: createHash('sha256').digest('hex')
					})
				)
		);
		await expect(begun).rejects.toThrow();
		const row = only(
			await asSystem((db) =>
				db.select().from(t.summaries).where(eq(t.summaries.slug, 'kept-apart'))
			)
		);
		expect(row.state).toBe('in_review');
	}, 60_000);

	it('is changed by nobody', async () => {
		for (const statement of [
			sql`update summary_packages set made_at = now()`,
			sql`delete from summary_packages`
		])
			await expect(asSystem((db) => db.execute(statement))).rejects.toThrow();
	});
});
