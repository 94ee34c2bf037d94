import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NOTHING_SAID } from './content.ts';
import { canonicalJson, snapshotOf } from './snapshot.ts';
import { contentHash } from './snapshot.server.ts';

it('canonical JSON does not depend on the order of keys, and says the same', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			const reversed = (inner: unknown): unknown =>
				Array.isArray(inner)
					? inner.map(reversed)
					: typeof inner === 'object' && inner !== null
						? Object.fromEntries(
								Object.entries(inner)
									.reverse()
									.map(([key, part]) => [key, reversed(part)])
							)
						: inner;
			expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
			expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
		})
	);
});

it('the hash of what is attested changes with one character of one answer', () => {
	const answer = {
		...NOTHING_SAID,
		rating: 2,
		evidence: [{ url: 'https://example.org/', title: 'Report', publisher: null }]
	};
	const hashOf = (narrative: string) =>
		contentHash(
			snapshotOf({
				organisation: { slug: 'sample' },
				framework: { key: 'voluntary-principles', version: '2020' },
				cycle: { key: '2026' },
				requirements: [
					{ number: 1, answer: { ...answer, narrative } },
					{ number: 2, answer: null }
				]
			})
		);
	expect(hashOf('Partly.')).toBe(hashOf('Partly.'));
	expect(hashOf('Partly.')).not.toBe(hashOf('Partly'));
	expect(hashOf('Partly.')).toMatch(/^[0-9a-f]{64}$/);
});
