import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface Counts {
	passed: number;
	failed: number;
	/** Each test that failed, by its name, with what was said of it: where it failed, what came in place of what. */
	failures?: string[];
}

export interface Outcome extends Counts {
	name: string;
	seconds: number;
}

type Environment = Record<string, string | undefined>;

/** Runs a step and times it; an error thrown in it is a failure of that step, not of the run. */
export async function timed(name: string, step: () => Promise<Counts>): Promise<Outcome> {
	process.stdout.write(`\n── ${name}\n`);
	const started = performance.now();
	const counts = await step().catch((error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		return { passed: 0, failed: 1 };
	});
	return { name, ...counts, seconds: (performance.now() - started) / 1000 };
}

/** Runs an npm script that is right or wrong as a whole: wrong counts as one failure. */
export async function check(script: string): Promise<Counts> {
	const right = await run('npm', ['run', '--silent', script]);
	return { passed: 0, failed: right ? 0 : 1 };
}

/** Runs test files with Vitest, or all of them when none is named; two runs side by side have names of their own. */
export async function vitest(
	name: string,
	files: string[],
	environment: Environment
): Promise<Counts> {
	const report = newReport(`vitest-${name}`);
	const right = await run(
		bin('vitest'),
		['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files],
		environment
	);
	return counted(right, report, (read: VitestReport) => ({
		passed: read.numPassedTests,
		failed: read.numTotalTests - read.numPassedTests,
		failures: read.testResults.flatMap(failuresOfFile)
	}));
}

/** Runs a project of playwright.config.ts. */
export async function playwright(
	project: string,
	files: string[],
	environment: Environment
): Promise<Counts> {
	const report = newReport(`playwright-${project}`);
	const right = await run(
		bin('playwright'),
		['test', `--project=${project}`, '--reporter=list,json', ...files],
		{ ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
	);
	return counted(right, report, ({ stats, suites, errors }: PlaywrightReport) => ({
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky + stats.skipped,
		failures: [
			...errors.map(({ message }) => whatWasSaid(message)),
			...suites.flatMap(failuresOfSuite)
		]
	}));
}

interface VitestReport {
	numTotalTests: number;
	numPassedTests: number;
	testResults: VitestFile[];
}

interface VitestFile {
	name: string;
	status: string;
	message: string;
	assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
}

interface PlaywrightReport {
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
	errors: { message?: string }[];
	suites: PlaywrightSuite[];
}

interface PlaywrightSuite {
	suites?: PlaywrightSuite[];
	specs?: {
		title: string;
		file: string;
		line: number;
		ok: boolean;
		tests: { results: { error?: { message?: string } }[] }[];
	}[];
}

function failuresOfFile({ name, status, message, assertionResults }: VitestFile): string[] {
	const file = relative(process.cwd(), name);
	const tests = assertionResults
		.filter((test) => test.status !== 'passed')
		.map((test) => `${file}: ${test.fullName}: ${whatWasSaid(test.failureMessages[0])}`);
	return status === 'failed' && tests.length === 0 ? [`${file}: ${whatWasSaid(message)}`] : tests;
}

function failuresOfSuite({ suites = [], specs = [] }: PlaywrightSuite): string[] {
	const own = specs
		.filter(({ ok }) => !ok)
		.map(({ file, line, title, tests }) => {
			const error = tests.flatMap(({ results }) => results).find((result) => result.error)?.error;
			return `${file}:${line}: ${title}: ${whatWasSaid(error?.message)}`;
		});
	return [...own, ...suites.flatMap(failuresOfSuite)];
}

/** Lines of an error to show where a run ends: enough for what differs, not all of a page. */
const LINES = 20;

/** An error without its colours and without where in the code it came from, the lines after the first set in. */
function whatWasSaid(text = ''): string {
	const lines = stripVTControlCharacters(text)
		.trim()
		.split('\n')
		.filter((line) => line.trim() !== '' && !/^\s+at /.test(line));
	return lines.slice(0, LINES).join('\n    ');
}

/**
 * The counts of a report. A skipped test counts as failed, and so does a run that ran nothing or ended
 * badly although each test passed (a file that could not be loaded, an error nobody caught).
 */
function counted<Report>(right: boolean, path: string, count: (report: Report) => Counts): Counts {
	if (!existsSync(path)) return { passed: 0, failed: 1 };
	const counts = count(JSON.parse(readFileSync(path, 'utf8')) as Report);
	if (counts.failed === 0 && (!right || counts.passed === 0)) return { ...counts, failed: 1 };
	return counts;
}

/** Where a run is to leave its report; what an earlier run left there is gone. */
function newReport(name: string): string {
	mkdirSync('.test', { recursive: true });
	const path = join('.test', `${name}.json`);
	rmSync(path, { force: true });
	return path;
}

const bin = (name: string) => join('node_modules', '.bin', name);

/** Runs a command in sight. Whether it ended well. */
function run(command: string, args: string[], environment: Environment = {}): Promise<boolean> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			env: { ...process.env, ...environment },
			stdio: ['ignore', 'inherit', 'inherit']
		});
		child.once('error', reject);
		child.once('exit', (code) => resolve(code === 0));
	});
}
