import { describe, expect, it } from 'vitest';
import { cyclePhase, lastExtension, ownDays } from './rules.ts';
import { cycleInput } from './schema.ts';

const DAYS = { opensOn: '2027-01-10', dueOn: '2027-03-31', closesOn: '2027-04-30' };

describe('a cycle', () => {
	it.each([
		['2027-01-09', 'ahead'],
		['2027-01-10', 'open'],
		['2027-03-31', 'open'],
		['2027-04-01', 'late'],
		['2027-04-30', 'late'],
		['2027-05-01', 'closed']
	])('on %s is %s', (today, phase) => {
		expect(cyclePhase(DAYS, today)).toBe(phase);
	});

	const wrong = (over: Record<string, string>) =>
		cycleInput
			.safeParse({
				frameworkId: '0198b4a0-0000-4000-8000-000000000000',
				token: '0198b4a0-0000-4000-8000-000000000001',
				key: '2027',
				nameEn: '2027 cycle',
				nameFr: 'Cycle de 2027',
				...DAYS,
				extensionDays: '14',
				replyDays: '0',
				...over
			})
			.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

	it('ends later for an organisation that was given more time, and never earlier', () => {
		expect(ownDays(DAYS, '2027-05-10')).toEqual({
			...DAYS,
			dueOn: '2027-05-10',
			closesOn: '2027-05-10'
		});
		expect(ownDays(DAYS, null)).toEqual(DAYS);
		// It was prolonged for all since then.
		expect(ownDays(DAYS, '2027-04-10')).toEqual({ ...DAYS, dueOn: '2027-04-10' });
		expect(lastExtension({ closesOn: '2027-04-30', extensionDays: 14 })).toBe('2027-05-14');
		expect(lastExtension({ closesOn: '2028-02-28', extensionDays: 1 })).toBe('2028-02-29');
	});

	it('opens before it is due and is due before it closes', () => {
		expect(wrong({})).toBeUndefined();
		expect(wrong({ dueOn: '2027-01-09' })).toEqual(['dueOn: date_order']);
		expect(wrong({ closesOn: '2027-03-30' })).toEqual(['closesOn: date_order']);
		expect(wrong({ opensOn: '2027-02-30' })).toEqual(['opensOn: date']);
		expect(wrong({ extensionDays: '91' })).toEqual(['extensionDays: days']);
		expect(wrong({ replyDays: '-1' })).toEqual(['replyDays: days']);
		expect(wrong({ key: 'Cycle 2027' })).toEqual(['key: slug']);
	});
});
