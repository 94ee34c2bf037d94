export { startAssessment } from './commands/start.server.ts';
export { saveAnswer } from './commands/answer.server.ts';
export { assignRequirement, bePresent } from './commands/assign.server.ts';
export { submitAssessment } from './commands/submit.server.ts';
export {
	acceptAssessment,
	beginReview,
	returnAssessment,
	saveReview
} from './commands/review.server.ts';
export { declareInterest } from './commands/interests.server.ts';
export { giveOpinion } from './commands/opinions.server.ts';
export { endReply, saveReplies } from './commands/replies.server.ts';
export { saveAcross } from './commands/across.server.ts';
export { discloseOwn } from './commands/disclose.server.ts';
export { takeAttested } from './commands/export.server.ts';
export {
	publishCycle,
	publishDueCycles,
	schedulePublication,
	unschedulePublication
} from './commands/publish-cycle.server.ts';
export { nudgeOrganisations } from './commands/nudge.server.ts';
export { publishAssessment } from './commands/publish.server.ts';
