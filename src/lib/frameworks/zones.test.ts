import { describe, expect, it } from 'vitest';
import { clockIn, momentOf, ZONES } from './zones.ts';

const iso = (clock: string, zone: (typeof ZONES)[number]) =>
	momentOf(clock, zone)?.toISOString() ?? null;

describe('a time in a named zone', () => {
	it('is one moment, in summer and in winter', () => {
		expect(iso('2027-04-15T12:00', 'UTC')).toBe('2027-04-15T12:00:00.000Z');
		expect(iso('2027-04-15T12:00', 'America/Toronto')).toBe('2027-04-15T16:00:00.000Z');
		expect(iso('2027-01-15T12:00', 'America/Toronto')).toBe('2027-01-15T17:00:00.000Z');
		expect(iso('2027-01-15T00:30', 'Pacific/Auckland')).toBe('2027-01-14T11:30:00.000Z');
	});

	it('is none in the hour left out, and the first of two in the hour that comes twice', () => {
		expect(iso('2027-03-14T02:30', 'America/Toronto')).toBeNull();
		expect(iso('2027-11-07T01:30', 'America/Toronto')).toBe('2027-11-07T05:30:00.000Z');
	});

	it('is read back as it was given', () => {
		for (const zone of ZONES) {
			const moment = momentOf('2027-07-01T23:45', zone);
			expect(moment && clockIn(moment, zone)).toBe('2027-07-01T23:45');
		}
	});
});
