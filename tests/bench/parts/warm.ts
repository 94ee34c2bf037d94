import type { RunningServer } from '../../../scripts/testing/server.ts';
import { figuresOf, get, page, portOf, requestText, type Ground } from '../ground.ts';
import type { Loaded } from '../loader.ts';
import type { PlainPage } from '../plain.ts';
import { median, rounds } from '../rounds.ts';
import { number, type Row } from '../table.ts';

export const WARM_PAGES = [
	'/en',
	'/en/compare/companies',
	'/fr/compare/countries',
	'/en/commitments',
	'/en/companies/generated-company-0007'
];
const CODINGS = ['br', 'identity'];
/** What each connection says anew. */
const OWN = /^(?:connection|content-length|date|keep-alive|transfer-encoding)$/i;

interface Measured extends Loaded {
	/** Computing of the server for each answer, in microseconds. */
	computing: number;
}

/** What Concord gives for a page, or to who has it already, for another server to give the same. */
export async function copied(
	server: RunningServer,
	path: string,
	coding: string,
	{ tagged = false } = {}
): Promise<PlainPage> {
	const whole = await page(server, path, { 'accept-encoding': coding });
	const tag = whole.headers.etag ?? '';
	const { rawHeaders, body } = tagged
		? await get(server, path, { 'accept-encoding': coding, 'if-none-match': tag })
		: whole;
	const pairs = rawHeaders.flatMap((name, at) =>
		at % 2 === 0 && !OWN.test(name) ? [name, rawHeaders[at + 1] ?? ''] : []
	);
	return { path, coding, headers: pairs, tag, body };
}

/** The same request to Concord and to `node:http` in turn, from kept pages; with a tag, for word that nothing is new. */
export async function besidePlain(
	ground: Ground,
	server: RunningServer,
	copy: PlainPage,
	{ tagged = false } = {}
) {
	const { path, coding, tag } = copy;
	const port = await ground.plain.ask<number>({ kind: 'serve', pages: [copy] });
	const tagOf = tagged ? { 'if-none-match': tag } : {};
	const requestTo = (to: number) => requestText(path, { port: to, coding, ...tagOf });
	const measured = async (to: number, computing: () => Promise<number>): Promise<Measured> => {
		const before = await computing();
		const loaded = await ground.load({ port: to, requests: [requestTo(to)] });
		const spent = (await computing()) - before;
		const wrong = Object.keys(loaded.statuses).filter((one) => one !== (tagged ? '304' : '200'));
		if (wrong.length || loaded.cut) throw new Error(`${path}: ${JSON.stringify(loaded)}`);
		return { ...loaded, computing: (spent / loaded.requests) * 1000 };
	};
	// Beforehand, so that in no round anything is made or compiled that is so once.
	for (const to of [portOf(server), port])
		await ground.load({ port: to, requests: [requestTo(to)] });
	return rounds<Measured>(
		ground.options.rounds,
		({ perSecond }) => perSecond,
		() => measured(portOf(server), async () => (await figuresOf(server)).computing),
		() => measured(port, () => ground.plain.ask<number>({ kind: 'cpu' }))
	);
}

async function row(
	ground: Ground,
	server: RunningServer,
	copy: PlainPage,
	tagged: boolean
): Promise<Row> {
	const { ours, against, ratio } = await besidePlain(ground, server, copy, { tagged });
	const perSecond = [ours, against].map((all) => median(all.map((one) => one.perSecond)));
	const computing = [ours, against].map((all) => median(all.map((one) => one.computing)));
	const [own = NaN, plain = NaN] = perSecond;
	const [ownWork = NaN, plainWork = NaN] = computing;
	const size = `${number(copy.body.byteLength / 1000)} kB`;
	return {
		part: tagged ? 'c' : 'a',
		what: tagged ? `304 for ${copy.path}` : `${copy.path}, ${copy.coding}, ${size}`,
		ratio,
		aim: '≥ 0.85',
		ours: `${number(own)}/s, ${number(ownWork)} µs of computing`,
		against: `node:http ${number(plain)}/s, ${number(plainWork)} µs`,
		figures: { own, plain, ownWork, plainWork, bytes: copy.body.byteLength }
	};
}

/** (a) Public pages that are kept, against `node:http` with the same bytes. */
export async function warmPages(ground: Ground): Promise<Row[]> {
	const server = await ground.server('warm', await ground.base());
	const found: Row[] = [];
	// The first would else be measured while the server's code is still being compiled.
	await besidePlain(ground, server, await copied(server, '/en/about', 'br'));
	for (const path of WARM_PAGES)
		for (const coding of CODINGS)
			found.push(await row(ground, server, await copied(server, path, coding), false));
	await server.stop();
	return found;
}

/** (c) Word that nothing is new, against that of `node:http`. */
export async function unchanged(ground: Ground): Promise<Row[]> {
	const server = await ground.server('unchanged', await ground.base());
	const found: Row[] = [];
	await besidePlain(ground, server, await copied(server, '/en/about', 'br', { tagged: true }), {
		tagged: true
	});
	for (const path of WARM_PAGES.slice(0, 3))
		found.push(await row(ground, server, await copied(server, path, 'br', { tagged: true }), true));
	await server.stop();
	return found;
}
