import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generateApi } from 'swagger-typescript-api';
import { expect, test } from '../fixtures.ts';

const run = promisify(execFile);

/** A stranger's program: it knows the API by the client that was made from its document alone. */
const PROGRAM = `import { Api } from './Concord.ts';

const api = new Api({ baseUrl: process.argv[2] });
const references: string[] = [];
let cursor: string | undefined;
do {
	const { data } = await api.commitments.commitments({ country: 'CA', limit: 7, cursor });
	for (const { reference, title } of data.data)
		references.push(\`\${reference} \${title.en ?? title.fr ?? ''}\`);
	cursor = data.page.next ?? undefined;
} while (cursor);
console.log(JSON.stringify(references));
`;

test('a client made from the document by another’s generator compiles, and lists commitments', async ({
	page,
	request,
	baseURL
}, testInfo) => {
	const folder = testInfo.outputPath('client');
	mkdirSync(folder, { recursive: true });
	const spec = (await (await request.get('/api/v1/openapi.json')).json()) as object;
	const { files } = await generateApi({ spec: spec as never, output: false, silent: true });
	for (const { fileContent } of files) writeFileSync(join(folder, 'Concord.ts'), fileContent);
	writeFileSync(join(folder, 'list.ts'), PROGRAM);
	const compilerOptions = {
		strict: true,
		noEmit: true,
		allowImportingTsExtensions: true,
		skipLibCheck: true,
		target: 'es2022',
		module: 'nodenext',
		lib: ['es2022', 'dom', 'dom.iterable'],
		types: ['node']
	};
	writeFileSync(
		join(folder, 'tsconfig.json'),
		JSON.stringify({ compilerOptions, files: ['list.ts'] })
	);
	await run('npx', ['tsc', '--project', folder]);
	const { stdout } = await run('npx', ['tsx', join(folder, 'list.ts'), `${baseURL ?? ''}/api/v1`]);
	const listed = JSON.parse(stdout) as string[];

	await page.goto('/en/commitments?country=CA');
	const total = /\d+/.exec(await page.getByRole('status').first().innerText())?.[0];
	expect(listed.length).toBe(Number(total));
	expect(listed.every((line) => /^[A-Z]+-\d{4} \S/.test(line))).toBe(true);
});
