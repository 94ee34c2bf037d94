export {
	commitmentFacets,
	commitmentOverview,
	type CommitmentFacets
} from './queries/facets.server.ts';
export { listCommitments, PAGE_SIZE, type CommitmentLine } from './queries/list.server.ts';
export {
	getCommitment,
	getCommitmentTo,
	openActions,
	type CommitmentDetail,
	type CommitmentUpdate
} from './queries/detail.server.ts';
export { getDiscussion, type Discussion } from './queries/discussion.server.ts';
export { handOver } from './queries/handover.server.ts';
export { reportableCommitments } from './queries/reportable.server.ts';
export { commitmentTasks, myCommitments, type MyCommitment } from './queries/mine.server.ts';
export {
	getRewording,
	reviewQueueRewordings,
	wordingsOf,
	type WordingVersion
} from './queries/versions.server.ts';
export { commitmentHistory, type HistoryEntry } from './queries/history.server.ts';
export {
	participantOptions,
	type ParticipantOptions
} from './queries/participant-options.server.ts';
export { commitmentOptions, type CommitmentOptions } from './queries/options.server.ts';
export { reportersFor, type Participant, type Reporter } from './queries/participants.server.ts';
export {
	getForReview,
	getUpdate,
	reviewQueueCommitments,
	reviewQueueUpdates
} from './queries/review.server.ts';
