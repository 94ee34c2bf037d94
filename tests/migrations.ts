import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'drizzle';

/** A short name for the present set of migrations: what was prepared from another set is not reused. */
export function migrationsVersion(): string {
	const hash = createHash('sha256');
	for (const file of readdirSync(FOLDER).sort())
		if (file.endsWith('.sql')) hash.update(file).update(readFileSync(join(FOLDER, file)));
	return hash.digest('hex').slice(0, 12);
}
