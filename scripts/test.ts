// `npm test`: everything, in order. With a step's name, only that one: `tsx scripts/test.ts e2e [file…]`.
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDatabase } from '../tests/postgres.ts';
import { ensureBuilt } from './build.mjs';
import { findChromium } from './programs.mjs';
import { startCluster, type Cluster } from './testing/cluster.ts';
import { startServer, startTrial, type RunningServer } from './testing/server.ts';
import { check, playwright, timed, vitest, type Counts, type Outcome } from './testing/steps.ts';

interface Step {
	title: string;
	run(cluster: Cluster, files: string[]): Promise<Counts>;
}

const STEPS = {
	sync: { title: 'Generated types and texts', run: () => check('sync') },
	types: { title: 'Types', run: () => check('check') },
	lint: { title: 'Formatting and lint', run: () => check('lint') },
	dependencies: {
		title: 'What is known against dependencies',
		run: () => check('audit:dependencies')
	},
	embedded: {
		title: 'Unit and database tests, embedded database',
		run: (_, files) => vitest('embedded', files, { TEST_DATABASE_URL: undefined })
	},
	postgres: { title: 'Database tests, PostgreSQL', run: onPostgres },
	build: { title: 'Build', run: build },
	faults: { title: 'Faults, short form', run: (_, files) => faults(files, 'short') },
	'faults-long': { title: 'Faults, long form', run: (_, files) => faults(files, 'long') },
	e2e: { title: 'End-to-end tests, PostgreSQL', run: endToEnd },
	smoke: { title: 'End-to-end tests, embedded database', run: endToEndEmbedded }
} satisfies Record<string, Step>;
type Name = keyof typeof STEPS;

/** One after the other; the lanes of an entry side by side, since what is in them keeps one core busy each. */
const ORDER: readonly (readonly Name[])[][] = [
	[['sync']],
	[['types', 'build', 'lint', 'dependencies', 'postgres'], ['embedded']],
	[['e2e', 'smoke']],
	[['faults']]
];

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const [only, ...files] = process.argv.slice(2);
const outcomes = await runAll(only ? [[[nameOf(only)]]] : ORDER);
process.exitCode = summarise(outcomes) ? 0 : 1;

function nameOf(given: string): Name {
	if (given in STEPS) return given as Name;
	process.stderr.write(`There is no step ${given}: ${Object.keys(STEPS).join(', ')}\n`);
	process.exit(1);
}

async function runAll(order: typeof ORDER): Promise<Outcome[]> {
	const cluster = await startCluster();
	process.stdout.write(`Node ${process.versions.node}, PostgreSQL ${cluster.version}\n`);
	const outcomes: Outcome[] = [];
	const runLane = async (lane: readonly Name[]) => {
		for (const { title, run } of lane.map((name): Step => STEPS[name]))
			outcomes.push(await timed(title, () => run(cluster, files)));
	};
	try {
		for (const lanes of order) await Promise.all(lanes.map(runLane));
	} finally {
		await cluster.stop();
	}
	return outcomes;
}

/** The test files that ask for a database run once more, on a real server; those about plans there alone. */
function onPostgres({ url }: Cluster, files: string[]): Promise<Counts> {
	const asking = ['src', 'tests']
		.flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
		)
		.filter((path) => path.endsWith('.test.ts'))
		.filter((path) => /\b(fresh|create)Database\(/.test(readFileSync(path, 'utf8')));
	return vitest('postgres', files.length ? files : asking, { TEST_DATABASE_URL: url });
}

function build(): Promise<Counts> {
	ensureBuilt();
	return Promise.resolve({ passed: 0, failed: 0 });
}

/** What happens when something is killed, stops or is slow, on the built server; each starts the databases that it needs. */
function faults(files: string[], form: 'short' | 'long'): Promise<Counts> {
	ensureBuilt();
	return vitest('faults', ['--config', 'vitest.faults.config.ts', ...files], { FAULTS: form });
}

/** Everything in the browser, on a database as an operator sets it up: empty, and a login that owns nothing. */
async function endToEnd({ url }: Cluster, files: string[]): Promise<Counts> {
	ensureBuilt();
	const database = await createDatabase(url, 'empty');
	const server = await startServer('server-postgres', {
		DATABASE_URL: database.url,
		DATABASE_OWNER_URL: database.ownerUrl,
		AUTH_SECRET: randomBytes(32).toString('hex'),
		CONCORD_DEMO: '1',
		OUTGOING_HOSTS: '127.0.0.9',
		SECURITY_CONTACT: 'mailto:security@concord.example',
		METRICS_TOKEN: randomBytes(16).toString('hex')
	});
	return inBrowser('portal', server, files);
}

/** The trial as a newcomer meets it: no settings at all. */
async function endToEndEmbedded(_: Cluster, files: string[]): Promise<Counts> {
	ensureBuilt();
	return inBrowser('trial', await startTrial('server-embedded'), files);
}

async function inBrowser(project: string, server: RunningServer, files: string[]): Promise<Counts> {
	try {
		return await playwright(project, files, {
			...server.environment,
			CHROMIUM_PATH: await findChromium(),
			TEST_ADDRESS: server.address
		});
	} finally {
		await server.stop();
	}
}

/** Prints what failed, what ran and the sums, last. Whether all is well. */
function summarise(outcomes: Outcome[]): boolean {
	const sum = (key: 'passed' | 'failed') => outcomes.reduce((total, each) => total + each[key], 0);
	const failures = outcomes.flatMap(({ name, failures = [] }) =>
		failures.map((failure) => `✗ ${name}: ${failure}\n`)
	);
	const lines = outcomes.map(({ name, passed, failed, seconds }) => {
		const counts = passed + failed > 0 ? `${passed} passed, ${failed} failed` : 'right';
		return `${failed ? '✗' : '✓'} ${name}: ${counts}, ${Math.round(seconds)} s`;
	});
	const [passed, failed] = [sum('passed'), sum('failed')];
	process.stdout.write(
		`\n${failures.join('')}\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed\n`
	);
	return failed === 0 && outcomes.length > 0;
}
