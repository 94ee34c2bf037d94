import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, it } from 'vitest';
import { sourcesIn, type Source } from './sources.ts';

const DOMAINS = [
	'organisations',
	'frameworks',
	'commitments',
	'assessments',
	'indicators',
	'comparison',
	'changes',
	'summaries',
	'notifications',
	'webhooks',
	'links',
	'exchange',
	'guides'
];
const PURE = /\/(vocabulary|schema|rules|labels)\.ts$/;
const LONGEST = 300;

const sources = sourcesIn('src').filter(({ path }) => !path.endsWith('.test.ts'));

/** What a file imports of ours, as paths from the root; packages are left out, and so are types that vanish. */
function importsOf({ path, text }: Source): string[] {
	const statements = text.matchAll(
		/(?:^|\n)\s*(?:import|export)\s(?!type\b)([^;'"]*?\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/g
	);
	return [...statements]
		.map(([, , from, dynamic]) => from ?? dynamic ?? '')
		.filter((from) => from.startsWith('#lib/') || from.startsWith('.'))
		.map((from) =>
			from.startsWith('#lib/') ? from.replace('#lib/', 'src/lib/') : join(dirname(path), from)
		);
}

/** Every import, as a line that says who imports whom, of the files and targets asked for. */
const imports = (from: (path: string) => boolean, to: (path: string) => boolean) =>
	sources
		.filter(({ path }) => from(path))
		.flatMap((source) => importsOf(source).map((target) => ({ path: source.path, target })))
		.filter(({ target }) => to(target))
		.map(({ path, target }) => `${path} imports ${target}`);

const inFolder = (folder: string) => (path: string) => path.startsWith(`${folder}/`);
const inDomain = (path: string) => DOMAINS.some((domain) => inFolder(`src/lib/${domain}`)(path));
const isServer = (path: string) =>
	/\.server\.ts$/.test(path) || inFolder('src/lib/server')(path) || inFolder('src/server')(path);

describe('the direction of imports', () => {
	it('finds imports at all', () => {
		expect(imports(inFolder('src/routes'), inFolder('src/lib')).length).toBeGreaterThan(10);
	});

	it('nothing imports a route, but another part of the same page', () => {
		const foreign = sources.flatMap((source) =>
			importsOf(source)
				.filter(inFolder('src/routes'))
				.filter((target) => !source.path.startsWith('src/routes/') || target.includes('/+'))
				.map((target) => `${source.path} imports ${target}`)
		);
		expect(foreign.filter((line) => !line.includes('/$types'))).toEqual([]);
	});

	it('a pure file imports neither database nor web', () => {
		expect(imports((path) => PURE.test(path) && !isServer(path), isServer)).toEqual([]);
	});

	it('a component knows neither database nor policy', () => {
		const isComponent = (path: string) => path.endsWith('.svelte');
		expect(imports(isComponent, isServer)).toEqual([]);
		expect(imports(isComponent, (path) => path === 'src/lib/access/policy.ts')).toEqual([]);
	});

	it('the interface kit knows no domain', () => {
		const isKit = (path: string) => inFolder('src/lib/ui')(path) || inFolder('src/lib/forms')(path);
		expect(imports(isKit, inDomain)).toEqual([]);
	});

	it('access imports no domain but its vocabularies and the mail it sends', () => {
		const isOther = (path: string) =>
			inDomain(path) &&
			!path.endsWith('/vocabulary.ts') &&
			!inFolder('src/lib/notifications')(path);
		expect(imports(inFolder('src/lib/access'), isOther)).toEqual([]);
	});

	it('the database layer knows no domain but vocabularies', () => {
		const isOther = (path: string) => inDomain(path) && !path.endsWith('/vocabulary.ts');
		expect(imports(inFolder('src/lib/server/db'), isOther)).toEqual([]);
	});

	it('a vocabulary imports nothing but vocabularies', () => {
		const isVocabulary = (path: string) => path.endsWith('/vocabulary.ts');
		expect(imports(isVocabulary, (target) => !isVocabulary(target))).toEqual([]);
	});
});

/** What only the framework's script does, in a component. */
const NEEDS_FRAMEWORK =
	/\$state\b|\$effect\b|\son[a-z]+=\{|\suse:[a-z]|\{@attach|\bbind:|\$app\/(?:navigation|forms)/;
/** They do what they have to without it too: see docs/decisions/032. */
const WORK_WITHOUT = new Set([
	'src/lib/charts/Chart.svelte',
	'src/lib/forms/ErrorSummary.svelte',
	'src/lib/forms/Field.svelte',
	'src/lib/ui/Details.svelte'
]);

describe('what anyone reads', () => {
	it('has no component that waits for the framework, which is not sent there', () => {
		const byPath = new Map(sources.map((source) => [source.path, source]));
		const reached = new Set<string>();
		const reach = (path: string) => {
			const source = byPath.get(path);
			if (!source || reached.has(path)) return;
			reached.add(path);
			for (const target of importsOf(source)) reach(target);
		};
		for (const { path } of sources)
			if (inFolder('src/routes/(public)')(path) && path.endsWith('.svelte')) reach(path);
		const components = [...reached].filter((path) => path.endsWith('.svelte'));
		expect(components.length).toBeGreaterThan(80);
		expect(
			components.filter(
				(path) => NEEDS_FRAMEWORK.test(byPath.get(path)?.text ?? '') && !WORK_WITHOUT.has(path)
			)
		).toEqual([]);
	});
});

describe('the shape of the code', () => {
	it('has no folder or file for whatever fits nowhere', () => {
		const vague = /(^|\/)(utils?|helpers?|common|misc)(\/|\.)/;
		const paths = sourcesIn('src', 'tests', 'scripts').map(({ path }) => path);
		expect(paths.filter((path) => vague.test(path))).toEqual([]);
	});

	it(`has no file over ${LONGEST} lines`, () => {
		const long = sourcesIn('src', 'tests', 'scripts')
			.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
			.filter(({ lines }) => lines > LONGEST);
		expect(long).toEqual([]);
	});

	it('asks the clock of the database for the time, but where the browser’s own is meant', () => {
		const own = [
			'src/lib/clock.ts',
			'src/lib/access/StaySignedIn.svelte',
			'src/lib/forms/draft-keeper.svelte.ts'
		];
		const asking = sources
			.filter(({ text }) => /\bDate\.now\b|\bnew Date\(\)/.test(text))
			.map(({ path }) => path);
		expect(asking.filter((path) => !own.includes(path))).toEqual([]);
	});

	it('asks a database one thing after the other: those who ask share a connection', () => {
		const each = [
			// These wait for others' sites, for files, or for a tab of the browser.
			'src/lib/links/ask.server.ts',
			'src/lib/webhooks/deliver.server.ts',
			'src/lib/charts/map/placing.server.ts',
			'src/lib/forms/draft-place.ts'
		];
		const atOnce = sources
			.filter(({ text }) => /\bPromise\.(all|allSettled|any)\(/.test(text))
			.map(({ path }) => path);
		expect(atOnce.filter((path) => !each.includes(path))).toEqual([]);
	});

	it('uses only custom properties that are set somewhere', () => {
		const styles = [
			...sourcesIn('src').map(({ text }) => text),
			...readdirSync('src', { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.css'))
				.map((name) => readFileSync(join('src', name), 'utf8'))
		].join('\n');
		const set = new Set([...styles.matchAll(/(--[a-z0-9-]+)['"]?:/g)].map(([, name]) => name));
		const used = new Set([...styles.matchAll(/var\((--[a-z0-9-]+)/g)].map(([, name]) => name));
		expect([...used].filter((name) => !set.has(name))).toEqual([]);
	});

	it('imports by #lib/… with the extension, which SvelteKit 3 and drizzle-kit understand too', () => {
		const old = sourcesIn('src', 'tests', 'scripts').flatMap(({ path, text }) =>
			[...text.matchAll(/from ['"](\$lib[^'"]*|#lib\/[^'"]*?)['"]/g)]
				.map(([, from]) => from ?? '')
				.filter(
					(from) => from.startsWith('$lib') || !/\.(ts|js|svelte|css|json)(\?[\w&]+)?$/.test(from)
				)
				.map((from) => `${path}: ${from}`)
		);
		expect(old).toEqual([]);
	});
});
