// Brings the database of DATABASE_URL (or the embedded one) to the present schema. Safe to run again.
import { closeDatabase, database } from '#lib/server/db/index.ts';
import { settleEnvironment } from '../src/server/environment.ts';

try {
	settleEnvironment();
	await database();
	await closeDatabase();
	process.stdout.write('The database is at the present schema.\n');
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
