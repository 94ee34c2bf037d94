import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { defineConfig } from 'vitest/config';
import { paraglideOptions } from './paraglide.config.ts';

export default defineConfig({
	plugins: [paraglideVitePlugin(paraglideOptions)],
	test: {
		include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/db/**/*.test.ts'],
		setupFiles: './tests/quiet.ts',
		testTimeout: 20_000,
		hookTimeout: 60_000
	}
});
