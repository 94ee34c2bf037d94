import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/db/**/*.test.ts'],
		setupFiles: './tests/quiet.ts',
		testTimeout: 20_000,
		hookTimeout: 60_000
	}
});
