import { defineConfig } from '@playwright/test';

/** Run by `npm run test:e2e`, which starts the server at TEST_ADDRESS and finds CHROMIUM_PATH. */
export default defineConfig({
	testDir: 'tests/e2e',
	outputDir: '.test/browser',
	fullyParallel: true,
	forbidOnly: true,
	retries: 0,
	workers: 2,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	use: {
		actionTimeout: 20_000,
		baseURL: process.env.TEST_ADDRESS,
		locale: 'en-CA',
		timezoneId: 'America/Toronto',
		// Recording every step costs a fifth of the time: asked for when a journey is looked into.
		trace: process.env.TRACE ? 'retain-on-failure' : 'off',
		launchOptions: {
			executablePath: process.env.CHROMIUM_PATH,
			// Chromium cannot sandbox what root runs; for everyone else the sandbox stays.
			chromiumSandbox: process.getuid?.() !== 0,
			args: [
				'--disable-gpu',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				'--no-first-run'
			]
		}
	},
	projects: [
		{ name: 'portal', testIgnore: '**/trial.spec.ts' },
		{ name: 'trial', testMatch: '**/trial.spec.ts' }
	]
});
