export {
	commitmentFacets,
	listCommitments,
	PAGE_SIZE,
	type CommitmentLine
} from './queries/list.server.ts';
export {
	getCommitment,
	type CommitmentDetail,
	type CommitmentUpdate
} from './queries/detail.server.ts';
export { commitmentTasks, myCommitments, type MyCommitment } from './queries/mine.server.ts';
export { getUpdate, reviewQueueCommitments, reviewQueueUpdates } from './queries/review.server.ts';
