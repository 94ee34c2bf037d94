import { describe, expect, it } from 'vitest';
import { plainStanding } from './plain-standing.ts';

const endorsement = {
	slug: 'a',
	name: { en: 'A', fr: 'A' },
	sample: false,
	status: 'endorsed',
	certainty: 'confirmed'
} as const;

describe('plainStanding', () => {
	it('names those whose endorsement is confirmed, and nobody who was made up', () => {
		const { promisedBy } = plainStanding({
			endorsements: [
				endorsement,
				{ ...endorsement, slug: 'b', sample: true },
				{ ...endorsement, slug: 'c', certainty: 'unverified' },
				{ ...endorsement, slug: 'd', status: 'endorsed_national' }
			],
			findings: [],
			commitments: []
		});
		expect(promisedBy.map(({ slug }) => slug)).toEqual(['a']);
	});

	it('counts what was found for and against, and what has become of promises', () => {
		const standing = plainStanding({
			endorsements: [],
			findings: [{ direction: 'gap' }, { direction: 'practice' }, { direction: 'gap' }],
			commitments: [
				{ status: 'completed' },
				{ status: 'no_evidence' },
				{ status: 'on_track' },
				{ status: 'completed' }
			]
		});
		expect(standing.findings).toEqual({ practice: 1, gap: 2 });
		expect(standing.commitments).toEqual({ all: 4, completed: 2, unknown: 1 });
	});
});
