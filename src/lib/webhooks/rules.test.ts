import { describe, expect, it } from 'vitest';
import { arrived, ATTEMPTS, endpointState, isGivenUp, PATIENCE, waitAfter } from './rules.ts';

describe('a message that does not arrive', () => {
	it('is sent again after growing pauses, and then no more', () => {
		const waits = Array.from({ length: ATTEMPTS }, (_, index) => waitAfter(index + 1, 0.5));
		expect(waits.at(-1)).toBeNull();
		const given = waits.slice(0, -1) as number[];
		expect(given).toEqual([...given].sort((a, b) => a - b));
		expect(given.every((wait) => wait > 0)).toBe(true);
	});

	it('comes back at a moment of its own', () => {
		expect(waitAfter(2, 0)).toBe(240_000);
		expect(waitAfter(2, 1)).toBe(360_000);
	});

	it('is one that was not answered with success', () => {
		expect([200, 202, 204, 299].every(arrived)).toBe(true);
		expect([100, 199, 300, 301, 304, 400, 410, 500].some(arrived)).toBe(false);
	});
});

describe('an endpoint', () => {
	it('is left alone once nothing has arrived for days, or at once where it says so', () => {
		const now = new Date('2026-11-26T12:00:00Z');
		const since = (ago: number) => new Date(now.getTime() - ago);
		expect(isGivenUp({ status: 500, failingSince: since(PATIENCE - 1) }, now)).toBe(false);
		expect(isGivenUp({ status: null, failingSince: since(PATIENCE) }, now)).toBe(true);
		expect(isGivenUp({ status: 410, failingSince: since(0) }, now)).toBe(true);
	});

	it('has ended with the membership by which somebody answered for it', () => {
		const now = new Date();
		const row = { endedAt: null, membershipEndedAt: null, pausedBecause: null, failingSince: null };
		expect(endpointState(row)).toBe('active');
		expect(endpointState({ ...row, failingSince: now })).toBe('failing');
		expect(endpointState({ ...row, failingSince: now, pausedBecause: 'failing' })).toBe('given_up');
		expect(endpointState({ ...row, pausedBecause: 'person' })).toBe('paused');
		expect(endpointState({ ...row, membershipEndedAt: now })).toBe('ended');
	});
});
