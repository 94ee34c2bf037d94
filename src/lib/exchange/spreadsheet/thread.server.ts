import { Worker } from 'node:worker_threads';
import type { readXlsx, writeXlsx } from 'hucre/xlsx';

interface Library {
	readXlsx: typeof readXlsx;
	writeXlsx: typeof writeXlsx;
}

/** The longest that one file may take, in milliseconds. */
const LONGEST = 20_000;
const MOST_MEMORY = 512;

/**
 * All that the thread runs is the library: a workbook costs a second of computing, and meanwhile
 * everyone else is to be answered.
 */
const THREAD = `
const { parentPort, workerData: { name, given } } = require('node:worker_threads');
import('hucre/xlsx')
	.then((library) => library[name](...given))
	.then((result) => parentPort.postMessage({ result }), () => parentPort.postMessage({}));
`;

/** Calls the spreadsheet library in a thread of its own, bounded in time and memory; null when it fails. */
export function inThread<Name extends keyof Library>(
	name: Name,
	...given: Parameters<Library[Name]>
): Promise<Awaited<ReturnType<Library[Name]>> | null> {
	return new Promise((resolve) => {
		const worker = new Worker(THREAD, {
			eval: true,
			workerData: { name, given },
			resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
			env: {},
			execArgv: []
		});
		const settle = (result?: Awaited<ReturnType<Library[Name]>>) => {
			clearTimeout(timer);
			void worker.terminate();
			resolve(result ?? null);
		};
		const timer = setTimeout(settle, LONGEST);
		worker.once('message', (said: { result?: Awaited<ReturnType<Library[Name]>> }) =>
			settle(said.result)
		);
		worker.once('error', () => settle());
	});
}
