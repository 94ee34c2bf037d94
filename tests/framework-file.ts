import { FILE_FORMAT, frameworkFile, type FrameworkFile } from '#lib/frameworks/file-schema.ts';

type Given = Partial<
	Pick<FrameworkFile, 'key' | 'version' | 'audience' | 'replaces' | 'mappings' | 'themes'>
>;

/** A framework file with requirements of these titles, and all that it must have. */
export const fileOfTitles = (titles: readonly string[], given: Given = {}): FrameworkFile =>
	frameworkFile.parse({
		format: FILE_FORMAT,
		key: 'tried-out',
		version: '2020',
		name: { en: 'Tried out', fr: 'Mis à l’essai' },
		audience: 'companies',
		disclosure: 'per_organisation',
		requirement_noun: { en: 'Point', fr: 'Élément' },
		scale: [0, 1, 2, 3, 4].map((value) => ({
			value,
			label: { en: `Level ${value}`, fr: `Niveau ${value}` }
		})),
		requirements: titles.map((title, at) => ({
			number: at + 1,
			title: { en: title, fr: `${title} (fr)` }
		})),
		...given
	});

/**
 * Two versions: the second keeps “Kept” under another number, rewords “Reworded”, asks “Changed” so
 * that it cannot be compared, drops “Dropped”, leaves “Forgotten” unmapped and adds “Added”.
 */
export const twoVersions = (key = 'tried-out') => ({
	first: fileOfTitles(['Kept', 'Reworded', 'Changed', 'Dropped', 'Forgotten'], { key }),
	second: fileOfTitles(['Added', 'Kept', 'Said otherwise', 'Changed more', 'Forgotten'], {
		key,
		version: '2026-03',
		replaces: '2020',
		mappings: [
			{ from: 1, to: 2, comparable: true },
			{ from: 2, to: 3, comparable: true, note: { en: 'Same question.', fr: 'Même question.' } },
			{ from: 3, to: 4, comparable: false, note: { en: 'Asks more.', fr: 'Demande plus.' } }
		]
	})
});
