import { isActionFailure, isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import { freshDatabase } from '../database.ts';
import { sourcesIn } from '../sources.ts';
import { placesOf, type Place } from './actions-places.ts';
import { setStage, type Stage } from './assessment-world.ts';
import { plant } from './stranger-cases.ts';

type Handler = (event: RequestEvent) => unknown;
interface Page {
	load?: Handler;
	actions: Record<string, Handler>;
}

/** The pages that have forms, by their routes. */
const PAGES = sourcesIn('src/routes')
	.filter(({ path, text }) => path.endsWith('/+page.server.ts') && /\bconst actions\b/.test(text))
	.map(({ path }) => ({
		path,
		route: path.replace('src/routes', '').replace('/+page.server.ts', '')
	}));

/** What fields are called, in whichever form or schema. */
const NAMES = [
	...new Set(
		sourcesIn('src').flatMap(({ path, text }) =>
			path.endsWith('.svelte')
				? [...text.matchAll(/\bname="([\w.]+)"/g)].map(([, name = '']) => name)
				: [...text.matchAll(/^\t+(\w+): z\b/gm)].map(([, name = '']) => name)
		)
	)
];

const each = (value: (name: string) => string): [string, string][] =>
	NAMES.map((name) => [name, value(name)]);

/** What is sent in place of what a form asks for. */
const SENT: Record<string, () => [string, string][]> = {
	'too much in every field': () => each(() => 'x'.repeat(4_000)),
	'what is no text': () => each(() => '{"a":[1]}\u0000\u0001\uD800'),
	numbers: () => each((name) => (name.length % 2 ? '-1' : '99999999999999999999')),
	'no numbers': () => each((name) => (name.length % 2 ? 'NaN' : '1e999')),
	'ids of nothing': () => each(() => randomUUID()),
	'every field twice': () => each(() => 'on').flatMap((one) => [one, ['confirm', ''], one]),
	'lists in place of texts': () =>
		NAMES.flatMap((name): [string, string][] => [
			[`${name}.0`, 'x'],
			[`${name}.9999999.a`, 'x'],
			[`${name}.__proto__.a`, 'x'],
			[`${name}.length`, '-1']
		]),
	'a thousand fields': () =>
		Array.from({ length: 1_000 }, (_, n): [string, string] => [`a.${n}.b`, 'x']),
	nothing: () => []
};

let stage: Stage;
let places: Record<string, Place>;
beforeAll(async () => {
	stage = await setStage(await freshDatabase());
	places = placesOf(await plant(stage));
}, 60_000);
afterAll(closeDatabase);

/** A request for a page as the framework hands it on. */
function eventOf(route: string, place: Place, body?: BodyInit): RequestEvent {
	const url = new URL('https://concord.example/en/x');
	if (place.query) url.search = place.query;
	const actor = place.by === 'nobody' ? PUBLIC : stage.who(place.by);
	const event = {
		url,
		route: { id: route },
		params: place.params ?? {},
		request: new Request(url, body === undefined ? {} : { method: 'POST', body }),
		locals: { actor, locale: 'en', requestId: randomUUID() },
		cookies: { get: () => undefined, set: () => {}, delete: () => {}, getAll: () => [] },
		getClientAddress: () => '127.0.0.1',
		setHeaders: () => {},
		depends: () => {},
		parent: () => Promise.resolve({}),
		untrack: (work: () => unknown) => work()
	};
	return event as unknown as RequestEvent;
}

/** What came of it: a status, or what nobody expected. */
async function cameOf(work: () => unknown): Promise<number | Error> {
	try {
		const came = await work();
		return isActionFailure(came) ? came.status : 200;
	} catch (thrown) {
		// Theirs, and not open in the state in which it is.
		if (isHttpError(thrown) && thrown.body.message === 'wrong_state') return 409;
		if (isRedirect(thrown) || isHttpError(thrown)) return thrown.status;
		return thrown instanceof Error ? thrown : new Error(String(thrown));
	}
}

const pageAt = async (path: string) => (await import(/* @vite-ignore */ `../../${path}`)) as Page;

describe('[TRUST 12] every form of the portal', { timeout: 60_000 }, () => {
	it('has its place here, on a record that whoever sends it may see', async () => {
		expect(PAGES.length).toBeGreaterThan(60);
		expect(PAGES.map(({ route }) => route).sort()).toEqual(Object.keys(places).sort());
		for (const { path, route } of PAGES) {
			const place = places[route] as Place;
			const { load } = await pageAt(path);
			const came = await cameOf(() => load?.(eventOf(route, place)));
			if (place.by !== 'nobody')
				expect([200, 303, 409], `${route} is ${String(came)}`).toContain(came);
		}
	});

	it.each(Object.keys(SENT))('takes %s without a fault', async (what) => {
		const fields = SENT[what]?.() ?? [];
		const found: string[] = [];
		let sent = 0;
		for (const { path, route } of PAGES)
			for (const [name, action] of Object.entries((await pageAt(path)).actions)) {
				const body = new URLSearchParams(fields);
				const event = eventOf(route, places[route] as Place, body);
				const came = await cameOf(() => action(event));
				sent += 1;
				if (typeof came !== 'number' || came >= 500)
					found.push(`${route} ${name}: ${String(came)}`);
			}
		expect(found).toEqual([]);
		expect(sent).toBeGreaterThan(100);
	});

	it('takes files in place of texts without a fault', async () => {
		const found: string[] = [];
		for (const { path, route } of PAGES)
			for (const [name, action] of Object.entries((await pageAt(path)).actions)) {
				const body = new FormData();
				for (const field of NAMES) body.append(field, new Blob(['PK\u0003\u0004']), 'a.zip');
				const came = await cameOf(() => action(eventOf(route, places[route] as Place, body)));
				if (typeof came !== 'number' || came >= 500)
					found.push(`${route} ${name}: ${String(came)}`);
			}
		expect(found).toEqual([]);
	});
});
