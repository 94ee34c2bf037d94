import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

/** Licences under which Concord may be run and given on as it is. */
const LICENCES = [
	'0BSD',
	'Apache-2.0',
	'BSD-2-Clause',
	'BSD-3-Clause',
	'BlueOak-1.0.0',
	'ISC',
	'MIT',
	'MIT-0',
	'MIT AND OFL-1.1',
	'MPL-2.0',
	'PSF-2.0'
];

const lock = z
	.object({
		packages: z.record(
			z.string(),
			z.object({
				dev: z.boolean().optional(),
				license: z.unknown().optional(),
				version: z.string().optional()
			})
		)
	})
	.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));
const running = Object.entries(lock.packages).filter(([path, { dev }]) => path && !dev);

describe('[TRUST 60] what Concord is made of', () => {
	it('is under licences that let it be run and given on', () => {
		expect(running.length).toBeGreaterThan(100);
		const others = running.filter(([, { license }]) => !LICENCES.includes(String(license)));
		expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
	});

	it('is written down by one command, each part with its version', () => {
		const bill = z
			.object({
				bomFormat: z.literal('CycloneDX'),
				components: z.array(z.object({ purl: z.string() }))
			})
			.parse(JSON.parse(execFileSync('npm', ['run', '--silent', 'sbom'], { encoding: 'utf8' })));
		const listed = new Set(bill.components.map(({ purl }) => decodeURIComponent(purl)));
		// What builds it is in it too: much of that is bundled.
		const missing = Object.entries(lock.packages).filter(
			([path, { version }]) =>
				path && !listed.has(`pkg:npm/${path.split('node_modules/').at(-1)}@${version}`)
		);
		expect(missing.map(([path]) => path)).toEqual([]);
	});
});
