import { describe, expect, it } from 'vitest';
import { countMilestones, partsOf, rollUp } from './roll-up.ts';
import type { CommitmentStatus, StatusBasis } from './vocabulary.ts';

const stands = (
	status: CommitmentStatus,
	statusAsOf: string | null = '2026-10',
	statusBasis: StatusBasis = 'owner'
) => ({ status, statusBasis, statusAsOf });

describe('the roll-up', () => {
	it('counts every participant once, under its own status', () => {
		expect(
			rollUp([
				stands('no_evidence', null, 'public_record'),
				stands('completed'),
				stands('on_track'),
				stands('no_evidence', null, 'public_record'),
				stands('completed')
			])
		).toEqual({
			total: 5,
			shares: [
				{ share: 'on_track', count: 1 },
				{ share: 'completed', count: 2 },
				{ share: 'no_evidence', count: 2 }
			]
		});
	});

	it('does not say “not started” for one that has said nothing', () => {
		expect(rollUp([stands('not_started', null), stands('not_started')])).toEqual({
			total: 2,
			shares: [
				{ share: 'not_started', count: 1 },
				{ share: 'unreported', count: 1 }
			]
		});
	});

	it('says of nobody nothing', () => {
		expect(rollUp([])).toEqual({ total: 0, shares: [] });
	});
});

describe('milestones', () => {
	it('are done, open or overdue, and those dropped are none of it', () => {
		expect(
			countMilestones(
				[
					{ status: 'done', dueOn: '2025' },
					{ status: 'open', dueOn: '2026-10' },
					{ status: 'open', dueOn: '2026' },
					{ status: 'open', dueOn: null },
					{ status: 'dropped', dueOn: '2024' }
				],
				'2026-11-24'
			)
		).toEqual({ done: 1, open: 2, overdue: 1 });
	});
});

describe('the parts of a shared commitment', () => {
	it('are the lead and those who take part, each with what is its own', () => {
		const name = { en: 'A', fr: 'A' };
		const place = { countryCode: null, countryName: null };
		const update = (reporterId: string, state: 'posted' | 'accepted', evidence: string[]) => ({
			reporterId,
			state,
			evidence
		});
		const parts = partsOf(
			{
				...stands('continuing'),
				...place,
				ownerId: 'lead',
				ownerSlug: 'lead',
				ownerName: name,
				participants: [
					{ organisationId: 'one', slug: 'one', name, ...place, ...stands('completed') },
					{ organisationId: 'two', slug: 'two', name, ...place, ...stands('on_track', null) }
				],
				milestones: [
					{ participantId: null, status: 'done', dueOn: null },
					{ participantId: 'one', status: 'open', dueOn: '2025' }
				],
				updates: [
					update('one', 'posted', ['waiting']),
					update('one', 'accepted', ['new']),
					update('one', 'accepted', ['old']),
					update('lead', 'accepted', [])
				]
			},
			'2026-11-24'
		);
		expect(
			parts.map(({ slug, leads, status, newest, milestones, evidence }) => [
				slug,
				leads,
				status,
				newest?.evidence,
				milestones,
				evidence
			])
		).toEqual([
			['lead', true, 'continuing', [], { done: 1, open: 0, overdue: 0 }, []],
			['one', false, 'completed', ['new'], { done: 0, open: 0, overdue: 1 }, ['new', 'old']],
			['two', false, 'on_track', undefined, { done: 0, open: 0, overdue: 0 }, []]
		]);
	});
});
