import type { BrowserContext, ConsoleMessage } from '@playwright/test';

/** Answers such as 400 for a form that was not right, or 404, or no connection, are what some tests are about. */
const REFUSED =
	/^Failed to load resource: (the server responded with a status of 4|net::ERR_INTERNET_DISCONNECTED)/;

/**
 * A server that is gone, and 503 while it starts again: what a test is about that kills one. Chromium has a
 * name of its own for a connection whose other end went between its being made and its being used.
 */
const GONE =
	/^Failed to load resource: (the server responded with a status of 503|net::ERR_(CONNECTION_|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED))/;

/**
 * Collects what a browser complains about: errors in scripts and on the console, among them whatever
 * the content security policy forbids, and Svelte's warnings. With `serverMayGo`, not that it is gone.
 */
export function collectFaults(context: BrowserContext, { serverMayGo = false } = {}): string[] {
	const faults: string[] = [];
	context.on('weberror', (error) => faults.push(String(error.error())));
	context.on('console', (message) => {
		if (isFault(message, serverMayGo)) faults.push(`${message.text()} (${message.location().url})`);
	});
	return faults;
}

function isFault(message: ConsoleMessage, serverMayGo: boolean): boolean {
	const text = message.text();
	if (message.type() === 'warning') return text.includes('svelte.dev/e/');
	if (message.type() !== 'error') return false;
	const isOurFile = message.location().url.includes('/_app/');
	return isOurFile || !(REFUSED.test(text) || (serverMayGo && GONE.test(text)));
}
