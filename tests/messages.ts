import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Of each of two runs side by side: one does not write what the other reads. */
const FOLDER = process.env.TEST_DATABASE_URL ? 'paraglide-postgres' : 'paraglide';

/** The messages as the tests read them: a module for each text takes each test file seconds to load. */
export const MESSAGES = fileURLToPath(new URL(`../.test/${FOLDER}`, import.meta.url));

/** Compiles them once, before the first test. */
export default function setup(): void {
	execFileSync(process.execPath, ['--import', 'tsx', 'scripts/messages.ts', MESSAGES]);
}
