import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as momentOf } from 'node:timers/promises';
import { and, eq, sql } from 'drizzle-orm';
import { answers, auditEvents } from '#lib/server/db/schema/index.ts';
import { seeded } from '#lib/exchange/demo/generate.ts';
import { freePort } from '../../scripts/testing/port.ts';
import { asSystem } from '../db/world.ts';
import { expect, test } from '../fixtures.ts';
import { openAnswer, started } from './assessment-steps.ts';

const SAVES = 200;
/** In how many of the saves the server is killed while it works on one. */
const KILLS = 10;

test.describe('a server that is killed', () => {
	test.use({ serverMayGo: true });
	let server: ChildProcess | undefined;
	test.afterEach(() => void server?.kill('SIGKILL'));

	/** Another instance on the same database, ready to answer. */
	async function start(port: number): Promise<void> {
		const environment = { ...process.env, PORT: String(port) };
		server = spawn(process.execPath, ['build/main.js'], {
			env: { ...environment, ORIGIN: `http://localhost:${port}` },
			stdio: 'ignore'
		});
		await expect
			.poll(
				() =>
					fetch(`http://localhost:${port}/readyz`).then(
						({ ok }) => ok,
						() => false
					),
				{
					intervals: [100]
				}
			)
			.toBe(true);
	}

	async function kill(): Promise<void> {
		if (!server) return;
		const ended = once(server, 'exit');
		server.kill('SIGKILL');
		await ended;
	}

	test('loses no save that it has acknowledged, and does none by halves', async ({
		page,
		signIn,
		organisation,
		person
	}) => {
		test.setTimeout(180_000);
		const company = await organisation({ kind: 'company' });
		const submitter = await person({ organisation: company, role: 'contributor' });
		const id = await started(submitter, company);
		await signIn(submitter.email);
		const port = await freePort();
		const address = `http://localhost:${port}`;
		await start(port);

		/** What is stored: the number of the save, in the words and in the link, and its version. */
		const stored = () =>
			asSystem(async (db) => {
				const [row] = await db
					.select()
					.from(answers)
					.where(and(eq(answers.assessmentId, id), eq(answers.organisationId, company.id)));
				return { number: Number(row?.narrative ?? 0), version: row?.version ?? 0 };
			});
		const cookies = (await page.context().cookies())
			.map(({ name, value }) => `${name}=${value}`)
			.join('; ');
		const save = async (number: number, version: number) => {
			const answer = await fetch(`${address}/en/workspace/assessments/${id}/1?/keep`, {
				method: 'POST',
				headers: { cookie: cookies, origin: address, accept: 'application/json' },
				body: new URLSearchParams({
					rating: '2',
					narrative: String(number),
					narrativeLocale: 'en',
					visibility: 'public',
					version: String(version)
				})
			});
			const { type } = (await answer.json()) as { type: string };
			return type === 'success';
		};

		const random = seeded(20_261_124);
		const killedAt = new Set<number>();
		while (killedAt.size < KILLS) killedAt.add(1 + Math.floor(random() * SAVES));
		let acknowledged = 0;
		let lost = 0;
		for (let number = 1; number <= SAVES; number++) {
			const { version } = await stored();
			const saving = save(number, version).catch(() => false);
			if (killedAt.has(number)) {
				// At any moment of a save, which takes about as long: not a wait for something.
				await momentOf(random() * 25);
				await kill();
			}
			if (await saving) acknowledged = number;
			else lost += 1;
			const now = await stored();
			// What was acknowledged is there; what was not may be, and is then whole.
			expect(now.number).toBeGreaterThanOrEqual(acknowledged);
			expect([version, version + 1]).toContain(now.version);
			expect(now.number === number).toBe(now.version === version + 1);
			if (killedAt.has(number)) await start(port);
		}
		// Every version has its event, and no event is without its version.
		const events = await asSystem((db) =>
			db.$count(
				auditEvents,
				and(eq(auditEvents.event, 'assessment.answered'), eq(auditEvents.subjectId, id))
			)
		);
		expect(events).toBe((await stored()).version);
		expect(lost, 'a kill that met no save proves nothing').toBeGreaterThan(0);
		expect(lost).toBeLessThanOrEqual(KILLS);
	});

	test('is waited for by the page, which stores every word once', async ({
		page,
		signIn,
		organisation,
		person
	}) => {
		const company = await organisation({ kind: 'company' });
		const submitter = await person({ organisation: company, role: 'contributor' });
		const id = await started(submitter, company);
		await signIn(submitter.email);
		const port = await freePort();
		await start(port);
		const stored = () =>
			asSystem(async (db) => {
				const [row] = await db.select().from(answers).where(eq(answers.assessmentId, id));
				return { narrative: row?.narrative, version: row?.version };
			});

		await openAnswer(page, `http://localhost:${port}/en/workspace/assessments/${id}/1`);
		const words = page.getByLabel('What your organisation does');
		await words.pressSequentially('Before. ');
		await expect(page.getByRole('status')).toContainText('Saved at');
		// The server comes to a row that is locked, and is killed there: in the middle of a save.
		await asSystem(async (db) => {
			await db.select().from(answers).where(eq(answers.assessmentId, id)).for('update');
			await words.pressSequentially('In mid-save. ');
			await expect
				.poll(async () => {
					const blocked = sql<number>`count(*) filter (where pg_backend_pid() = any (pg_blocking_pids(pid)))::int`;
					const [found] = await db.select({ blocked }).from(sql`pg_stat_activity`);
					return found?.blocked;
				})
				.toBe(1);
			await kill();
		});
		await words.pressSequentially('While nothing answers. ');
		await expect(page.getByRole('status')).toContainText('kept on this device');
		await start(port);
		await words.pressSequentially('After.');
		const typed = 'Before. In mid-save. While nothing answers. After.';
		await expect.poll(stored, { timeout: 30_000 }).toMatchObject({ narrative: typed });
		await expect(page.getByRole('status')).toContainText('Saved at');
		await expect(words).toHaveValue(typed);
		const events = await asSystem((db) =>
			db.$count(
				auditEvents,
				and(eq(auditEvents.event, 'assessment.answered'), eq(auditEvents.subjectId, id))
			)
		);
		expect(events).toBe((await stored()).version);
	});
});
