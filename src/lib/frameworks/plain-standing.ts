import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import type { Certainty } from '#lib/organisations/vocabulary.ts';
import type { EndorsementStatus, FindingDirection } from './vocabulary.ts';

interface Endorsement {
	slug: string;
	name: { en: string; fr: string };
	sample: boolean;
	status: EndorsementStatus;
	certainty: Certainty;
}

interface Given {
	endorsements: readonly Endorsement[];
	findings: readonly { direction: FindingDirection }[];
	commitments: readonly { status: CommitmentStatus }[];
}

/**
 * What is told of a principle in plain words: who promised it (companies whose endorsement is confirmed, no made-up
 * ones), how much others have found for and against, and what has become of what governments promised.
 */
export function plainStanding({ endorsements, findings, commitments }: Given) {
	const having = <T>(list: readonly T[], is: (one: T) => boolean) => list.filter(is).length;
	return {
		promisedBy: endorsements
			.filter(
				({ sample, status, certainty }) =>
					!sample && status === 'endorsed' && certainty === 'confirmed'
			)
			.map(({ slug, name }) => ({ slug, name })),
		findings: {
			practice: having(findings, ({ direction }) => direction === 'practice'),
			gap: having(findings, ({ direction }) => direction === 'gap')
		},
		commitments: {
			all: commitments.length,
			completed: having(commitments, ({ status }) => status === 'completed'),
			unknown: having(commitments, ({ status }) => status === 'no_evidence')
		}
	};
}
