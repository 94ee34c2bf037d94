import type { sql } from 'drizzle-orm';
import type { Action } from '#lib/access/policy.ts';
import type { Planted } from './every-state.ts';
import { ASSESSMENT_PROBES } from './probes-assessments.ts';
import { COMMITMENT_PROBES } from './probes-commitments.ts';
import { DRAFTING_PROBES } from './probes-drafting.ts';
import { OFFICE_PROBES } from './probes-office.ts';
import { REVIEW_PROBES } from './probes-reviews.ts';
import { SUMMARY_PROBES } from './probes-summaries.ts';
import { WEBHOOK_PROBES } from './probes-webhooks.ts';
import type { Reader } from './reader.ts';

/** A change tried on a record of `owner` in each of these states, past the policy table. */
export interface Probe {
	/** What the policy table calls it, or who else may: what a command does in passing has no name there. */
	may: Action | ((who: Reader, state: string) => boolean);
	states: readonly string[];
	statement: (state: string, at: Planted) => ReturnType<typeof sql>;
}

export const PROBES: Record<string, Probe> = {
	...COMMITMENT_PROBES,
	...ASSESSMENT_PROBES,
	...REVIEW_PROBES,
	...OFFICE_PROBES,
	...DRAFTING_PROBES,
	...WEBHOOK_PROBES,
	...SUMMARY_PROBES
};
