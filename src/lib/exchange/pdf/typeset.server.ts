import { Worker } from 'node:worker_threads';
import { settable, typefaceFiles } from './typeface.server.ts';

/** The longest that one document may take, in milliseconds. */
const LONGEST = 30_000;

/**
 * All that the thread runs is the typesetter. A document costs a tenth of a second and more, in which
 * nobody else would be answered; what it keeps in memory is let go of at the end.
 */
const THREAD = `
const { readFileSync } = require('node:fs');
const { parentPort, workerData: { template, document, fonts } } = require('node:worker_threads');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
const compiler = NodeCompiler.create({
	workspace: '/nowhere',
	fontArgs: [{ fontBlobs: fonts.map((file) => readFileSync(file)) }]
});
const compiled = compiler.compile({ mainFileContent: template, inputs: { document } });
const said = compiled.result ? null : JSON.stringify(compiler.fetchDiagnostics(compiled.takeDiagnostics()));
const pdf = compiled.result && compiler.pdf(compiled.result, { pdfStandard: 'ua-1' });
compiler.evictCache(0);
parentPort.postMessage({ pdf, said });
`;

interface Said {
	pdf: Uint8Array | null;
	said: string | null;
}

/**
 * A document as PDF/UA-1, tagged for those who listen to it: data set by a template that is ours. No text of
 * anyone is ever part of the template, so none can be taken for a command. Fails where the document does not
 * meet the standard as far as a program can tell, rather than to give out one that does not.
 */
export function typeset(template: string, document: object): Promise<Uint8Array<ArrayBuffer>> {
	const data = JSON.stringify(document, (_, value: unknown) =>
		typeof value === 'string' ? settable(value) : value
	);
	return new Promise((resolve, reject) => {
		const worker = new Worker(THREAD, {
			eval: true,
			workerData: { template, document: data, fonts: typefaceFiles() },
			env: {},
			execArgv: []
		});
		const end = () => {
			clearTimeout(timer);
			void worker.terminate();
		};
		const fail = (why: unknown) => {
			end();
			reject(why instanceof Error ? why : new Error(String(why)));
		};
		const timer = setTimeout(() => fail('The document took too long to set.'), LONGEST);
		worker.once('message', ({ pdf, said }: Said) => {
			end();
			if (pdf) resolve(new Uint8Array(pdf));
			else reject(new Error(said ?? 'The document could not be set.'));
		});
		worker.once('error', fail);
	});
}
