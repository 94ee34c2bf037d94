import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	keepDraft,
	outcomeOf,
	readDraft,
	retryDelay,
	sameValues,
	valuesOf,
	type DraftStorage
} from './drafts.ts';

/** A device's storage that lives in memory. */
function storage(): DraftStorage {
	const kept = new Map<string, string>();
	return {
		get length() {
			return kept.size;
		},
		key: (at) => [...kept.keys()][at] ?? null,
		getItem: (key) => kept.get(key) ?? null,
		setItem: (key, value) => void kept.set(key, value),
		removeItem: (key) => void kept.delete(key)
	};
}

describe('a draft on this device', () => {
	it('is read back as it was typed', () => {
		fc.assert(
			fc.property(
				fc.nat(),
				fc.dictionary(fc.stringMatching(/^[a-z.0-9]+$/), fc.string()),
				(version, values) => {
					const device = storage();
					expect(keepDraft(device, 'k', { version, values })).toBe(true);
					expect(readDraft(device, 'k')?.version).toBe(version);
					expect(sameValues(readDraft(device, 'k')?.values ?? {}, values)).toBe(true);
				}
			)
		);
	});

	it.each(['', 'null', '{', '[]', '{"version":"1","values":{}}', '{"version":1,"values":{"a":1}}'])(
		'that reads %s is none',
		(text) => {
			const device = storage();
			device.setItem('k', text);
			expect(readDraft(device, 'k')).toBeNull();
		}
	);

	it('is no reason to fail when there is no room for it', () => {
		const full: DraftStorage = {
			...storage(),
			setItem: () => {
				throw new Error('full');
			}
		};
		expect(keepDraft(full, 'k', { version: 1, values: {} })).toBe(false);
	});
});

describe('valuesOf', () => {
	it('leaves out what belongs to one opening of the form', () => {
		const form = new FormData();
		for (const [name, value] of [
			['version', '3'],
			['intent', 'list'],
			['next', '4'],
			['narrative', 'x'],
			['tick', 'a'],
			['tick', 'b']
		] as const)
			form.append(name, value);
		expect(valuesOf(form)).toEqual({ narrative: 'x', tick: ['a', 'b'] });
	});
});

describe('sameValues', () => {
	it('takes a field that is absent for an empty one', () => {
		expect(sameValues({ a: '' }, {})).toBe(true);
		expect(sameValues({ a: 'x' }, {})).toBe(false);
		expect(sameValues({ a: ['x', 'y'] }, { a: ['x', 'y'] })).toBe(true);
	});
});

describe('outcomeOf', () => {
	it.each([
		[
			{ type: 'success', status: 200, data: { version: 4 } },
			{ state: 'saved', version: 4 }
		],
		[{ type: 'redirect', status: 303, location: '/en/sign-in' }, { state: 'signed_out' }],
		[{ type: 'failure', status: 400, data: { errors: {} } }, { state: 'unfinished' }],
		[{ type: 'failure', status: 409, data: { refusal: { reason: 'stale' } } }, { state: 'stale' }],
		[
			{ type: 'failure', status: 409, data: { refusal: { reason: 'wrong_state' } } },
			{ state: 'closed' }
		],
		[{ type: 'error', status: 404, error: {} }, { state: 'closed' }],
		[{ type: 'error', status: 503, error: {} }, { state: 'offline' }],
		[{ type: 'error', error: {} }, { state: 'offline' }]
	] as const)('reads %j', (result, outcome) => {
		expect(outcomeOf(result)).toEqual(outcome);
	});
});

it('waits longer after each failure, and never more than a minute', () => {
	expect([1, 2, 3, 20].map(retryDelay)).toEqual([2000, 4000, 8000, 60_000]);
});
