import { describe, expect, it } from 'vitest';
import { fileOfTitles, twoVersions } from '../../../tests/framework-file.ts';
import { faultsAgainst, MOST_BYTES, readFrameworkFile } from './file-faults.ts';
import { fileFaultText } from './file-labels.ts';
import { previewOf } from './preview.ts';

const { first, second } = twoVersions();

/** What is wrong with a file that differs from a right one in this. */
const faults = (over: Record<string, unknown>, file: object = first) => {
	const read = readFrameworkFile(JSON.stringify({ ...file, ...over }));
	return read.ok ? [] : read.faults.map(({ path, code }) => `${path}: ${code}`);
};
const requirement = { number: 1, title: { en: 'A', fr: 'B' } };

describe('a framework file', () => {
	it('is read when it is right', () => {
		expect(readFrameworkFile(JSON.stringify(second))).toEqual({ ok: true, file: second });
	});

	it.each([
		['', 'nothing_given'],
		['{ "format": ', 'not_json'],
		[`"${'x'.repeat(MOST_BYTES)}"`, 'too_large']
	])('that is no file at all is refused as such', (text, code) => {
		expect(readFrameworkFile(text)).toEqual({ ok: false, faults: [{ path: '', code }] });
	});

	it.each([
		[{ formt: 'x' }, 'formt: no_such_field'],
		[{ audience: 'all' }, 'audience: one_of'],
		[{ name: { en: 'Only English' } }, 'name.fr: required'],
		[{ version: 'one' }, 'version: date'],
		[{ source: { en: 'javascript:alert(1)' } }, 'source.en: web_address'],
		[
			{ requirements: [{ ...requirement, number: 2 }] },
			'requirements[0].number: numbered_in_order'
		],
		[{ requirements: [{ ...requirement, theme: 4 }] }, 'requirements[0].theme: no_such_theme'],
		[{ requirements: 'none' }, 'requirements: wrong_kind'],
		[
			{ requirements: [{ ...requirement, guidance: { concerns: ['radio'] } }] },
			'requirements[0].guidance.concerns[0]: one_of'
		],
		[{ scale: first.scale.slice(1) }, 'scale: whole_scale'],
		[{ mappings: [{ from: 1, to: 1, comparable: true }] }, 'replaces: replaces_what'],
		[{ replaces: '2021' }, 'replaces: replaces_earlier']
	])('with %j says where it is wrong', (over, fault) => {
		expect(faults(over)).toEqual([fault]);
	});

	it('lets one requirement go on as one other only', () => {
		const mappings = [
			{ from: 1, to: 1, comparable: true },
			{ from: 1, to: 2, comparable: true },
			{ from: 2, to: 1, comparable: true },
			{ from: 3, to: 9, comparable: false },
			{ from: 3, to: 9, comparable: false }
		];
		expect(faults({ mappings }, second).sort()).toEqual([
			'mappings[1].from: one_to_one',
			'mappings[2].to: one_to_one',
			'mappings[3].to: no_such_requirement',
			'mappings[4].to: no_such_requirement',
			'mappings[4]: twice'
		]);
	});

	it('fits the version that is there, or says what does not', () => {
		const against = (...given: Parameters<typeof faultsAgainst>) =>
			faultsAgainst(...given).map(({ path, code }) => `${path}: ${code}`);
		expect(against(first, null)).toEqual([]);
		expect(against(second, first)).toEqual([]);
		expect(against(second, null)).toEqual(['replaces: replaces_nothing']);
		expect(against({ ...second, audience: 'governments' }, first)).toEqual([
			'audience: audience_kept'
		]);
		expect(against(second, fileOfTitles(['One', 'Two']))).toEqual([
			'mappings[2].from: not_in_earlier'
		]);
	});

	it('has a sentence for every fault', () => {
		const read = readFrameworkFile(JSON.stringify({ ...first, audience: 'all', name: 1 }));
		if (read.ok) throw new Error('accepted');
		expect(read.faults.map(fileFaultText)).toEqual([
			expect.stringContaining('another kind of value'),
			'one of these is asked for: companies, governments, commitments.'
		]);
	});

	it('stands towards no version when it is the first', () => {
		const { requirements, dropped } = previewOf(first, null);
		expect(requirements.map(({ standing }) => standing)).toEqual([null, null, null, null, null]);
		expect(dropped).toEqual([]);
	});
});
