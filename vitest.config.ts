import { defineConfig } from 'vitest/config';
import { MESSAGES } from './tests/messages.ts';

export default defineConfig({
	resolve: { alias: { '#lib/paraglide': MESSAGES } },
	test: {
		include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/db/**/*.test.ts'],
		globalSetup: './tests/messages.ts',
		setupFiles: './tests/quiet.ts',
		testTimeout: 20_000,
		hookTimeout: 60_000
	}
});
