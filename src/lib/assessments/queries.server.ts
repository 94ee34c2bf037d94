export { assessmentTasks, myAssessments, type MyAssessment } from './queries/mine.server.ts';
export {
	getOwnAssessment,
	getOwnAnswer,
	type AssessedRequirement,
	type OwnAssessment
} from './queries/own.server.ts';
export { attestedText, getAttestation, getSubmission } from './queries/attestation.server.ts';
export {
	compareRevisions,
	getReview,
	reviewQueueAssessments,
	type ComparedRevisions,
	type Review,
	type ReviewedRequirement
} from './queries/review.server.ts';
export { coursesInCycle } from './queries/spells.server.ts';
export { getReplies, type Replies } from './queries/replies.server.ts';
export { ACROSS_PER_PAGE, reviewAcross, type Across } from './queries/across.server.ts';
export { publishedAssessment, type PublishedAssessment } from './queries/published.server.ts';
export { readAggregates, type Aggregates } from './queries/aggregates.server.ts';
export { readyToPublish } from './queries/to-publish.server.ts';
export { cycleGuests, cycleProgress, type CycleProgress } from './queries/progress.server.ts';
export { assignedTasks, type AssignedTask } from './queries/colleagues.server.ts';
