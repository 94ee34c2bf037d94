// `npm test`: everything, in order. With a step's name, only that one: `tsx scripts/test.ts e2e [file…]`.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '../tests/postgres.ts';
import { ensureBuilt } from './build.mjs';
import { findChromium } from './programs.mjs';
import { startCluster, type Cluster } from './testing/cluster.ts';
import { startServer, type RunningServer } from './testing/server.ts';
import { check, playwright, timed, vitest, type Outcome } from './testing/steps.ts';

type Step = (cluster: Cluster, files: string[]) => Promise<Outcome>;

const STEPS = new Map<string, Step>([
	['types', () => check('Types', 'check')],
	['lint', () => check('Formatting and lint', 'lint')],
	['embedded', (_, files) => vitest('Unit and database tests, embedded database', files, {})],
	['postgres', onPostgres],
	['build', build],
	['e2e', endToEnd],
	['smoke', endToEndEmbedded]
]);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const [only, ...files] = process.argv.slice(2);
const steps = [...STEPS].filter(([name]) => !only || name === only);
const outcomes = await runAll(steps.map(([, step]) => step));
process.exitCode = summarise(outcomes) ? 0 : 1;

async function runAll(steps: Step[]): Promise<Outcome[]> {
	const cluster = await startCluster();
	const outcomes: Outcome[] = [];
	try {
		for (const step of steps) outcomes.push(await step(cluster, files));
	} finally {
		await cluster.stop();
	}
	return outcomes;
}

/** The test files that ask for a database run once more, on a real server. */
function onPostgres({ url, version }: Cluster, files: string[]): Promise<Outcome> {
	const asking = ['src', 'tests']
		.flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
		)
		.filter((path) => path.endsWith('.test.ts'))
		.filter((path) => readFileSync(path, 'utf8').includes('freshDatabase'));
	return vitest(`Database tests, PostgreSQL ${version}`, files.length ? files : asking, {
		TEST_DATABASE_URL: url
	});
}

function build(): Promise<Outcome> {
	return timed('Build', async () => {
		ensureBuilt();
		return { passed: 0, failed: 0 };
	});
}

/** Everything in the browser, with a database as an operator would set it up: empty, a login that owns nothing. */
async function endToEnd({ url }: Cluster, files: string[]): Promise<Outcome> {
	const name = 'End-to-end tests, PostgreSQL';
	return timed(name, async () => {
		ensureBuilt();
		const database = await createDatabase(url, 'empty');
		const server = await startServer('server-postgres', {
			DATABASE_URL: database.url,
			DATABASE_OWNER_URL: database.ownerUrl,
			AUTH_SECRET: randomBytes(32).toString('hex'),
			CONCORD_DEMO: '1'
		});
		return inBrowser(name, 'portal', server, files);
	});
}

/** The trial as a newcomer meets it: no settings at all. */
async function endToEndEmbedded(_: Cluster, files: string[]): Promise<Outcome> {
	const name = 'End-to-end tests, embedded database';
	return timed(name, async () => {
		ensureBuilt();
		const directory = mkdtempSync(join(tmpdir(), 'concord-data-'));
		const server = await startServer('server-embedded', {
			ORIGIN: '',
			CONCORD_DATA_DIR: directory
		});
		try {
			return await inBrowser(name, 'trial', server, files);
		} finally {
			rmSync(directory, { recursive: true });
		}
	});
}

async function inBrowser(
	name: string,
	project: string,
	server: RunningServer,
	files: string[]
): Promise<Outcome> {
	try {
		return await playwright(name, project, files, {
			...server.environment,
			CHROMIUM_PATH: await findChromium(),
			TEST_ADDRESS: server.address
		});
	} finally {
		await server.stop();
	}
}

/** Prints what ran and the sums, last; whether all is well. */
function summarise(outcomes: Outcome[]): boolean {
	const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, each) => total + each[key], 0);
	const [passed, failed] = [sum('passed'), sum('failed')];
	const lines = outcomes.map(
		(each) =>
			`${each.failed ? '✗' : '✓'} ${each.name}: ${each.passed} passed, ${each.failed} failed, ${Math.round(each.seconds)} s`
	);
	process.stdout.write(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed\n`);
	return failed === 0 && outcomes.length > 0;
}
