import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dataScript } from './linked-data.ts';

const PIECES = ['</script>', '<!--', '<script', ']]>', '&lt;', '\u2028', '"', '\\', "'"];

it('data in a page stay data, whatever the texts in them', () => {
	const text = fc
		.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary' })))
		.map((parts) => parts.join(''));
	fc.assert(
		fc.property(fc.dictionary(text, text), (data) => {
			const within = /^<script type="application\/ld\+json">([^<>&]*)<\/script>$/s.exec(
				dataScript(data)
			);
			expect(JSON.parse(within?.[1] ?? '')).toEqual(data);
		})
	);
});
