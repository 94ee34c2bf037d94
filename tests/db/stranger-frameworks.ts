import { randomUUID } from 'node:crypto';
import { loadFramework } from '#lib/frameworks/commands/load.server.ts';
import { textOf } from '#lib/frameworks/queries/file.server.ts';
import { twoVersions } from '../framework-file.ts';
import { as, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';

/** A framework that is loaded, the next version of it, and every call on them. */
export async function frameworkCases(stage: Stage): Promise<Record<string, Case>> {
	const { first, second } = twoVersions('of-strangers');
	const administrator = stage.who('administrator');
	const load = { text: textOf(first), token: randomUUID() };
	const id = (await as(administrator, loadFramework, load)).split('/').at(-1);
	const text = textOf(second);
	return {
		listFrameworks: { by: 'editor', given: [] },
		getFramework: { by: 'editor', given: [id] },
		frameworkDownload: { by: 'editor', given: [id] },
		previewFramework: { by: 'administrator', given: [text] },
		loadFramework: { by: 'administrator', given: [{ text, token: randomUUID() }] }
	};
}
