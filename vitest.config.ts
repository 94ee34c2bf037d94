import { defineConfig } from 'vitest/config';
import { MESSAGES } from './tests/messages.ts';

export default defineConfig({
	resolve: { alias: { '#lib/paraglide': MESSAGES } },
	test: {
		include: [
			'src/**/*.test.ts',
			'tests/*.test.ts',
			'tests/db/**/*.test.ts',
			// Plans are those of a server, and of tables large enough for them to differ.
			...(process.env.TEST_DATABASE_URL ? ['tests/plans/**/*.test.ts'] : [])
		],
		globalSetup: './tests/messages.ts',
		setupFiles: './tests/quiet.ts',
		// Links that sign in or unsubscribe are signed with it; settings are read once in a process.
		env: {
			AUTH_SECRET: 'a secret of the tests, long enough to be one',
			OUTGOING_HOSTS: '127.0.0.9'
		},
		// Each file has a database of its own; loading every module anew for each took half of the time.
		isolate: false,
		testTimeout: 20_000,
		hookTimeout: 60_000
	}
});
