import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { PICTURE, pictureAddress } from './guide.ts';
import { GUIDES } from './guides.ts';

const MOST_BYTES = 1.5 * 1024 * 1024;
const steps = GUIDES.flatMap((guide) => guide.steps);
const pictures = steps.flatMap(({ picture }) => (picture ? [picture] : []));
const fileOf = (name: string, locale: 'en' | 'fr') => join('static', pictureAddress(name, locale));

/** Width and height of a WebP file, of either of its kinds that Chromium writes. */
function sizeOf(file: Buffer): { width: number; height: number } {
	expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 12)).toBe('RIFFWEBP');
	const kind = file.toString('latin1', 12, 16);
	if (kind === 'VP8X')
		return { width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 };
	expect(kind).toBe('VP8 ');
	return { width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
}

describe.each(LOCALES)('the guides (%s)', (locale) => {
	it('name in each step everything that is done there, as it is written on the page', () => {
		for (const step of steps)
			for (const words of Object.values(step.names))
				expect(step.text(locale)).toContain(words({}, { locale }));
	});

	it('have all their pictures, in the size that is told, each with words for it', () => {
		for (const { name, alt } of pictures) {
			expect(sizeOf(readFileSync(fileOf(name, locale))), name).toEqual(PICTURE);
			expect(alt({}, { locale }).length, name).toBeGreaterThan(30);
		}
	});

	it('leave no picture that none of them shows', () => {
		const there = readdirSync(join('static', 'guides', locale)).sort();
		expect(there).toEqual(pictures.map(({ name }) => `${name}.webp`).sort());
	});
});

it('the pictures of the guides are small together', () => {
	const sizes = LOCALES.flatMap((locale) =>
		pictures.map(({ name }) => statSync(fileOf(name, locale)).size)
	);
	expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_BYTES);
});
