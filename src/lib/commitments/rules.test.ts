import { describe, expect, it } from 'vitest';
import {
	COMMITMENT_STEPS,
	endsBefore,
	isAfterWhole,
	isMilestoneOverdue,
	isOpen,
	isOverdue,
	mayConfirm,
	missingForSubmission,
	missingToVerify,
	UPDATE_STEPS
} from './rules.ts';
import { COMMITMENT_STATES, COMMITMENT_STATUSES, UPDATE_STATES } from './vocabulary.ts';

describe('the steps of a commitment', () => {
	it('are those of the design and no others', () => {
		const steps = Object.values(COMMITMENT_STEPS).flatMap((step) =>
			COMMITMENT_STATES.filter((state) => isOpen(step, state)).map((from) => `${from}>${step.to}`)
		);
		expect(steps).toEqual([
			'draft>draft',
			'returned>draft',
			'draft>submitted',
			'returned>submitted',
			'submitted>returned',
			'submitted>published',
			'published>withdrawn'
		]);
	});

	it('of an update likewise', () => {
		const steps = Object.values(UPDATE_STEPS).flatMap((step) =>
			UPDATE_STATES.filter((state) => isOpen(step, state)).map((from) => `${from}>${step.to}`)
		);
		expect(steps).toEqual(['returned>posted', 'posted>accepted', 'posted>returned']);
	});
});

describe('partial dates', () => {
	it.each([
		['2026', '2027', true],
		['2026-03', '2026-04', true],
		['2026-03-31', '2026-04', true],
		['2026', '2026-12-31', false],
		['2026-12-31', '2026', false],
		['2027', '2026-01-01', false]
	])('%s lies wholly before %s: %s', (date, other, expected) => {
		expect(endsBefore(date, other)).toBe(expected);
	});
});

describe('overdue', () => {
	it.each([
		['2026-11-22', true],
		['2026-11-23', false],
		['2026-10', true],
		['2026-11', false],
		['2025', true],
		['2026', false]
	])('due %s, on 23 November 2026: %s', (dueOn, expected) => {
		expect(isOverdue({ dueOn, status: 'on_track' }, '2026-11-23')).toBe(expected);
		expect(isMilestoneOverdue({ dueOn, status: 'open' }, '2026-11-23')).toBe(expected);
	});

	it('is nothing that is settled, kept up without an end, or undated', () => {
		const late = COMMITMENT_STATUSES.filter((status) =>
			isOverdue({ dueOn: '2020', status }, '2026-11-23')
		);
		expect(late).toEqual([
			'not_started',
			'on_track',
			'at_risk',
			'delayed',
			'partly_completed',
			'no_evidence'
		]);
		expect(isOverdue({ dueOn: null, status: 'on_track' }, '2026-11-23')).toBe(false);
		expect(isMilestoneOverdue({ dueOn: '2020', status: 'done' }, '2026-11-23')).toBe(false);
	});
});

describe('what is missing before submitting', () => {
	const complete = {
		description: { en: null, fr: 'Un cours.' },
		announcedOn: null,
		startsOn: '2025',
		dueOn: '2027',
		milestones: []
	};

	it('is nothing where one language, one date of beginning and a due date are there', () => {
		expect(missingForSubmission(complete)).toEqual([]);
	});

	it('lets an announcement stand for the start and a milestone for the due date', () => {
		expect(
			missingForSubmission({
				...complete,
				startsOn: null,
				announcedOn: '2024',
				dueOn: null,
				milestones: [{}]
			})
		).toEqual([]);
	});

	it('names each field', () => {
		expect(
			missingForSubmission({
				description: { en: null, fr: null },
				announcedOn: null,
				startsOn: null,
				dueOn: null,
				milestones: []
			})
		).toEqual(['descriptionEn', 'startsOn', 'dueOn']);
	});
});

describe('missingToVerify', () => {
	const told = { en: null, fr: 'dit' };
	const whole = {
		baseline: told,
		measure: told,
		dueOn: '2027',
		leadAgency: 'Ministry',
		unfunded: false,
		milestones: [],
		funding: [{}],
		targets: []
	};

	it('is nothing where all five are there, in either language', () => {
		expect(missingToVerify(whole)).toEqual([]);
	});

	it.each([
		['baseline', { baseline: { en: null, fr: null } }],
		['measure', { measure: { en: null, fr: null } }],
		['date', { dueOn: null, milestones: [{ dueOn: null }] }],
		['owner', { leadAgency: null }],
		['money', { funding: [] }]
	] as const)('names the %s', (part, change) => {
		expect(missingToVerify({ ...whole, ...change })).toEqual([part]);
	});

	it('takes a target for what is measured, and for baseline and date where it has them', () => {
		const none = { en: null, fr: null };
		const bare = { ...whole, baseline: none, measure: none, dueOn: null };
		expect(missingToVerify({ ...bare, targets: [{ baseline: 0, dueOn: '2027' }] })).toEqual([]);
		expect(missingToVerify({ ...bare, targets: [{ baseline: null, dueOn: null }] })).toEqual([
			'baseline',
			'date'
		]);
	});

	it('takes a dated milestone for a date, and being unfunded for an answer about money', () => {
		const given = { ...whole, dueOn: null, milestones: [{ dueOn: '2026' }], funding: [] };
		expect(missingToVerify({ ...given, unfunded: true })).toEqual([]);
	});
});

describe('isAfterWhole', () => {
	it.each([
		['2027-04', '2027-03', true],
		['2027-03-31', '2027-03', false],
		['2028', '2027-12-31', true],
		['2027', '2027-03', false],
		[null, '2027', false],
		['2027', null, false]
	])('of a milestone for %s in a commitment for %s is %s', (milestone, whole, after) => {
		expect(isAfterWhole(milestone, whole)).toBe(after);
	});
});

describe('mayConfirm', () => {
	it('leaves out what only the record says', () => {
		expect(COMMITMENT_STATUSES.filter((status) => !mayConfirm(status))).toEqual([
			'withdrawn',
			'no_evidence'
		]);
	});
});
