import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const { outputText: KEEPING } = ts.transpileModule(
	readFileSync(new URL('./tick-shape.ts', import.meta.url), 'utf8'),
	{ compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 } }
);

/** Prints how much longer a tick takes after the collector has run twenty times than before, the best of five. */
const MEASURING = `
const ticks = (left) => new Promise((done) => {
	const tick = () => (left-- > 0 ? process.nextTick(tick) : done());
	process.nextTick(tick);
});
async function best() {
	await ticks(1e5);
	let least = Infinity;
	for (let i = 0; i < 5; i++) {
		const from = performance.now();
		await ticks(1e5);
		least = Math.min(least, performance.now() - from);
	}
	return least;
}
const before = await best();
for (let i = 0; i < 20; i++) {
	await new Promise((done) => setTimeout(done, 5));
	gc();
	await ticks(100);
}
console.log((await best()) / before);`;

async function slowedBy(script: string): Promise<number> {
	const flags = ['--expose-gc', '--input-type=module', '--eval', script];
	const { stdout } = await promisify(execFile)(process.execPath, flags);
	return Number(stdout);
}

describe('the shape of ticks', () => {
	it('outlives the collector, so that they cost no more than before', async () => {
		expect(await slowedBy(`${KEEPING}\nkeepTickShape();\n${MEASURING}`)).toBeLessThan(2);
	});
});
