// `npm run scan`: has a scanner that is not ours (Wapiti, Debian's package `wapiti`) attack a running portal behind
// TLS, as nobody and as an administrator; ends with 1 when it finds anything above informational.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { DEMO_PEOPLE } from '#lib/exchange/demo/people.ts';
import { only } from '#lib/server/db/only.ts';
import { onPath } from './programs.mjs';
import { startBrowser } from './testing/browser.ts';
import { freePort } from './testing/port.ts';
import { startServer } from './testing/server.ts';
import { startTls } from './testing/tls.ts';

/** All that attack what they find; those that only guess names of files and passwords are left out. */
const MODULES =
	'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,ssrf,xss,xxe';
/** How long it may look for pages, and attack each way, in seconds. */
const LOOKING = 240;
const ATTACKING = 120;

/** It wants a filter on that browsers have dropped, since it did harm of its own; we say off. */
const FILTER = 'X-XSS-Protection is not set';

const finding = z.object({
	method: z.string(),
	path: z.string(),
	info: z.string(),
	level: z.int()
});
const findings = z.record(z.string(), z.array(finding));
const report = z.object({ vulnerabilities: findings, anomalies: findings });

const run = promisify(execFile);
const wapiti = (options: string[]) => run('wapiti', options, { encoding: 'utf8', maxBuffer: 1e9 });

if (!onPath('wapiti')) {
	process.stderr.write('The scanner is not installed: apt-get install wapiti\n');
	process.exit(1);
}
const administrator = only(DEMO_PEOPLE.filter(({ email }) => email.startsWith('administrator@')));
const directory = mkdtempSync(join(tmpdir(), 'concord-scan-'));
const port = await freePort();
const origin = `https://127.0.0.1:${port}`;
const server = await startServer('server-scan', {
	ORIGIN: origin,
	PROXIES: '1',
	CONCORD_DATA_DIR: join(directory, 'data')
});
const stopTls = await startTls(port, Number(server.environment.PORT));
try {
	// First, since what the scanner types uses up the attempts to sign in.
	const cookie = await enter(administrator.name);
	const asNobody = await scan('nobody', []);
	const asAdministrator = await scan('an administrator', ['-H', `Cookie: ${cookie}`]);
	process.exitCode = asNobody + asAdministrator > 0 ? 1 : 0;
} finally {
	await stopTls();
	await server.stop();
	rmSync(directory, { recursive: true });
}

/** Scans and says what was found. How much of it is above informational. */
async function scan(who: string, options: string[]): Promise<number> {
	const file = join(directory, 'report.json');
	const entry = options.length ? `${origin}/en/secretariat` : `${origin}/en`;
	// Not in step with it: the proxy in front of the portal is in this process.
	const { stdout } = await wapiti([
		...['-u', entry, '-s', `${origin}/fr/compare/companies`, '--scope', 'domain', '-m', MODULES],
		...['-d', '4', '--max-links-per-page', '80', '--max-files-per-dir', '15'],
		...['--max-scan-time', String(LOOKING), '--max-attack-time', String(ATTACKING)],
		...['--flush-session', '--store-session', directory, '--no-bugreport', '-v', '1'],
		...['-f', 'json', '-o', file, ...options]
	]);
	const seen = /found (\d+) URLs and forms/.exec(stdout)?.[1] ?? '0';
	const { vulnerabilities, anomalies } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
	const found = [vulnerabilities, anomalies]
		.flatMap((part) =>
			Object.entries(part).flatMap(([kind, list]) => list.map((one) => ({ kind, ...one })))
		)
		.filter(({ info }) => info !== FILTER);
	const version = await wapiti(['--version']);
	process.stdout.write(
		`${version.stdout.trim().split('\n').at(-1)}, as ${who}: ${seen} pages and forms, ${found.length} findings\n`
	);
	for (const { kind, method, path, info, level } of found)
		process.stdout.write(`  ${level} ${kind}: ${method} ${path} ${info}\n`);
	if (Number(seen) < 20) throw new Error('the scanner did not get into the portal');
	return found.filter(({ level }) => level > 0).length;
}

/** Signs in by the link in the local mailbox; what the browser then sends with each request. */
async function enter(name: string): Promise<string> {
	const browser = await startBrowser();
	try {
		const context = await browser.newContext({ ignoreHTTPSErrors: true });
		const page = await context.newPage();
		await page.goto(`${origin}/en/sign-in`);
		await page.getByRole('button', { name: `Get a link as ${name}` }).click();
		await page.goto(`${origin}/en/mailbox`);
		await page.getByRole('link', { name: '/sign-in/confirm' }).first().click();
		await page.getByRole('button', { name: 'Sign in to Concord' }).click();
		await page.getByRole('button', { name: 'Sign out' }).waitFor();
		const cookies = await context.cookies();
		return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
	} finally {
		await browser.close();
	}
}
