import { defineConfig } from 'vitest/config';
import common from './vitest.config.ts';
import { LONG } from './tests/faults/figures.ts';

/** Faults, and speed in short: one file after the other, since each ends servers and measures how long things take. */
export default defineConfig({
	...common,
	test: {
		...common.test,
		include: ['tests/faults/**/*.test.ts', 'tests/bench/**/*.test.ts'],
		fileParallelism: false,
		testTimeout: LONG ? 1_800_000 : 120_000,
		hookTimeout: 120_000
	}
});
