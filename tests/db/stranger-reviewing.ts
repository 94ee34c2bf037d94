import { acceptAssessment, beginReview } from '#lib/assessments/commands.server.ts';
import { accepting, answered, as, attest, remark, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';

/** An assessment that was accepted with a rating below the company's own, to which it may reply. */
export async function acceptedBelow({ who, inNewCycle }: Stage): Promise<string> {
	const id = await answered(who('contributor'), await inNewCycle());
	await attest(who('approver'), id);
	await as(who('editor'), beginReview, id);
	const input = accepting();
	const below = remark(1, { reviewerRating: 0, reason: 'Not yet.' });
	await as(who('editor'), acceptAssessment, id, { ...input, answers: [...input.answers, below] });
	return id;
}

/** Every call on what reviewers hold and what a company replies, on one handed in and one accepted with a rating below its own. */
export function reviewingCases({
	sent,
	taken
}: {
	sent: string;
	taken: string;
}): Record<string, Case> {
	const by = (name: string, ...given: unknown[]): Case => ({ by: name, given });
	return {
		declareInterest: by('editor', sent, { interest: 'none', note: null }),
		giveOpinion: by('editor', sent, { revision: 1, number: 1, rating: 2, note: null }),
		saveReplies: by('approver', taken, { revision: 1, replies: [] }),
		endReply: by('approver', taken, { revision: 1, replies: [] }),
		getReplies: by('viewer', taken),
		compareRevisions: by('editor', sent)
	};
}
