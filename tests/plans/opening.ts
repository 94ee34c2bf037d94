import type { RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/access/actor.ts';

type Loaded = Record<string, (event: RequestEvent) => unknown>;
/** What every route has on the server, loaded when it is opened. */
const FILES = import.meta.glob<Loaded>([
	'../../src/routes/**/+page.server.ts',
	'../../src/routes/**/+server.ts'
]);
const SOURCES = import.meta.glob<string>(
	['../../src/routes/**/+page.server.ts', '../../src/routes/**/+server.ts'],
	{ query: '?raw', import: 'default', eager: true }
);

const routeOf = (file: string): string =>
	file.replace('../../src/routes', '').replace(/\/\+(page\.)?server\.ts$/, '') || '/';

/** The routes that read something when they are opened, as the framework names them. */
export const ROUTES: readonly string[] = Object.entries(SOURCES)
	.filter(([, text]) => /export const (load|GET)\b/.test(text))
	.map(([file]) => routeOf(file))
	.sort();

const GROUP = /^\(.*\)$/;
const PARAMETER = /^([^[]*)\[(\.\.\.)?(\w+)(?:=\w+)?\]([^[]*)$/;

/** The parameters of a route in an address that fits it. */
function paramsIn(route: string, pathname: string): Record<string, string> {
	const asked = route.split('/').filter((part) => part && !GROUP.test(part));
	const given = pathname.split('/').filter(Boolean);
	const params: Record<string, string> = {};
	for (const part of asked) {
		const [, before = '', rest, name, after = ''] = PARAMETER.exec(part) ?? [];
		const taken = given.splice(
			0,
			rest ? given.length - (asked.length - asked.indexOf(part) - 1) : 1
		);
		const value = taken.join('/');
		if (name) params[name] = value.slice(before.length, value.length - after.length);
		else if (value !== part) throw new Error(`${pathname} is no address of ${route}`);
	}
	if (given.length) throw new Error(`${pathname} is no address of ${route}`);
	return params;
}

/** Opens an address as the framework does: what its route's own `load` or `GET` reads, for whoever asks. */
export async function open(route: string, address: string, actor: Actor): Promise<unknown> {
	const url = new URL(address, 'http://localhost');
	const file = Object.keys(FILES).find((one) => routeOf(one) === route);
	if (!file) throw new Error(`There is no route ${route}`);
	const { load, GET } = (await FILES[file]?.()) ?? {};
	const given = {
		url,
		params: paramsIn(route, url.pathname),
		route: { id: route },
		request: new Request(url),
		locals: { actor, locale: 'en', requestId: 'counted' },
		cookies: { get: () => undefined, set: () => {}, delete: () => {} },
		setHeaders: () => {},
		depends: () => {},
		parent: () => Promise.resolve({}),
		getClientAddress: () => '127.0.0.1'
	} as unknown as RequestEvent;
	const opened = await (load ?? GET)?.(given);
	if (opened instanceof Response) {
		if (!opened.ok) throw new Error(`${address}: ${opened.status} ${await opened.text()}`);
		return opened.arrayBuffer();
	}
	return opened;
}
