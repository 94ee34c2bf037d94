import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadReference } from '#lib/exchange/reference/load.server.ts';
import { readReference } from '#lib/exchange/reference/read.server.ts';
import { loadFramework, previewFramework } from '#lib/frameworks/commands/load.server.ts';
import { readFrameworkFile } from '#lib/frameworks/file-faults.ts';
import type { FrameworkFile } from '#lib/frameworks/file-schema.ts';
import { crosswalkOf, listRegimes } from '#lib/frameworks/queries/crosswalk.server.ts';
import { fileOf, frameworkDownload, textOf } from '#lib/frameworks/queries/file.server.ts';
import { getFramework, listFrameworks } from '#lib/frameworks/queries/versions.server.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { twoVersions } from '../framework-file.ts';
import { as, refusal, setStage, type Stage } from './assessment-world.ts';
import { asSystem } from './world.ts';

let stage: Stage;
const who = (name: string) => stage.who(name);
const load = (file: FrameworkFile, by = 'administrator', token: string = randomUUID()) =>
	as(who(by), loadFramework, { text: textOf(file), token });
const preview = (file: FrameworkFile) => as(who('administrator'), previewFramework, textOf(file));
const idIn = (path: string) => path.split('/').at(-1) ?? '';

beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	await asSystem(loadReference);
}, 180_000);
afterAll(closeDatabase);

describe('a framework file', () => {
	it('is loaded once, by an administrator and nobody else, and audited', async () => {
		const { first } = twoVersions('once');
		expect(await refusal(load(first, 'publisher'))).toBe('not_allowed');
		const token = randomUUID();
		const page = await load(first, 'administrator', token);
		expect(await load(first, 'administrator', token)).toBe(page);
		const events = await asSystem((db) =>
			db
				.select({ detail: t.auditEvents.detail })
				.from(t.auditEvents)
				.where(eq(t.auditEvents.event, 'framework.loaded'))
		);
		expect(events.map(({ detail }) => JSON.parse(detail) as object)).toEqual([
			expect.objectContaining({ key: 'once', version: '2020', requirements: 5, mappings: 0 })
		]);
		expect(await refusal(load(first))).toBe('stale');
	});

	it('stays as it is once it is loaded: the database lets nobody of the secretariat change it', async () => {
		const id = idIn(await load(twoVersions('kept').first));
		const change = (statement: ReturnType<typeof sql>) =>
			withActor(who('administrator'), (db) => db.execute(statement)).then(
				() => 'done',
				() => 'refused'
			);
		for (const statement of [
			sql`update frameworks set name_en = 'Another' where id = ${id}`,
			sql`update requirements set title_en = 'Another' where framework_id = ${id}`,
			sql`delete from rating_levels where framework_id = ${id}`
		])
			expect(await change(statement)).toBe('refused');
	});

	it('says before it is loaded what goes on, breaks, is new, reworded, dropped or forgotten', async () => {
		const { first, second } = twoVersions('looked-at');
		expect(await preview(first)).toMatchObject({
			ok: true,
			before: null,
			preview: { dropped: [] }
		});
		await load(first);
		const seen = await preview(second);
		if (!seen.ok) throw new Error('refused');
		expect(seen.before).toBe('2020');
		expect(
			seen.preview.requirements.map(({ standing, from, reworded }) => [standing, from, reworded])
		).toEqual([
			['added', [], false],
			['comparable', [1], false],
			['comparable', [2], true],
			['not_comparable', [3], true],
			['unmapped', [], false]
		]);
		expect(seen.preview.dropped.map(({ number }) => number)).toEqual([4, 5]);
		expect(await preview({ ...second, version: '2019', replaces: '2018' })).toMatchObject({
			ok: false,
			faults: [{ code: 'not_later' }, { code: 'replaces_newest', detail: '2020' }]
		});
		await load(second);
		expect(await preview(second)).toMatchObject({
			ok: false,
			faults: [{ path: 'version', code: 'already_there' }]
		});
	});

	it('comes out of the database as it went in', async () => {
		const { first, second } = twoVersions('round');
		for (const file of [first, second]) {
			const { name, text } = await as(who('editor'), frameworkDownload, idIn(await load(file)));
			expect(name).toBe(`round-${file.version}.json`);
			expect(readFrameworkFile(text)).toEqual({ ok: true, file });
		}
		const { reference } = readReference('drizzle/reference');
		const { frameworks } = await as(who('editor'), listFrameworks);
		for (const file of [
			reference.voluntaryPrinciples,
			reference.nationalResponse,
			reference.pillars
		]) {
			const there = frameworks.find(({ key }) => key === file.key);
			expect(await asSystem((db) => fileOf(db, there?.id ?? ''))).toEqual(file);
		}
	});

	it('is listed with its versions and shown with the one before', async () => {
		const { first, second } = twoVersions('listed');
		const before = idIn(await load(first));
		const id = idIn(await load(second));
		const { frameworks, mayManage } = await as(who('editor'), listFrameworks);
		expect(mayManage).toBe(false);
		expect(
			frameworks.filter(({ key }) => key === 'listed').map((one) => [one.version, one.newest])
		).toEqual([
			['2026-03', true],
			['2020', false]
		]);
		expect(await as(who('editor'), getFramework, id)).toMatchObject({
			before: { id: before, version: '2020' },
			cycles: []
		});
	});
});

describe('the crosswalk', () => {
	it('says what an answer to a principle also serves, and what no principle serves', async () => {
		const regimes = await asSystem(listRegimes);
		expect(regimes.map(({ key }) => key)).toEqual([
			'esafety-bose',
			'oecd-csea-transparency',
			'tech-coalition-trust'
		]);
		const asked = (code: string) =>
			regimes[0]?.items.find((item) => item.code === code)?.principles.map(({ number }) => number);
		expect(asked('s11')).toEqual([1, 2, 5, 6]);
		expect(asked('s19')).toEqual([]);
		const [principle] = await asSystem((db) =>
			db
				.select({ id: t.requirements.id })
				.from(t.requirements)
				.innerJoin(t.frameworks, eq(t.frameworks.id, t.requirements.frameworkId))
				.where(sql`${t.frameworks.key} = 'voluntary-principles' and ${t.requirements.number} = 11`)
		);
		const rows = await asSystem((db) => crosswalkOf(db, principle?.id ?? ''));
		expect(rows.map(({ code, coverage }) => [code, coverage])).toEqual([
			['report', 'full'],
			['metrics', 'part'],
			['methodology', 'part'],
			['frequency', 'full'],
			['outcomes', 'part']
		]);
		for (const { note, certainty } of rows) {
			expect(note.fr).toBeTruthy();
			expect(certainty).not.toBe('confirmed');
		}
	});
});
