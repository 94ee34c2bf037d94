import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const GENERATED = join('src', 'lib', 'paraglide');

export interface Source {
	/** From the root of the repository, with forward slashes. */
	path: string;
	text: string;
}

/** The hand-written TypeScript and Svelte files in these folders. */
export function sourcesIn(...folders: string[]): Source[] {
	return folders
		.flatMap((folder) =>
			readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
		)
		.filter((path) => /\.(ts|svelte)$/.test(path) && !path.startsWith(GENERATED))
		.map((path) => ({ path: path.replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }));
}
