import { keepAnswer, readAnswer, readAssessment } from './writing/assessments.server.ts';
import {
	amendCommitment,
	beginCommitment,
	handInCommitment,
	readCommitment
} from './writing/commitments.server.ts';
import {
	readChoices,
	readOwn,
	readOwnAssessments,
	readOwnCommitments
} from './writing/own.server.ts';
import { amendMilestone, beginMilestone, postReport } from './writing/reports.server.ts';
import type { Writing } from './writing/writing.ts';

/** Everything that a program does with a token, in the order in which the document tells of it. */
export const WRITINGS: readonly Writing[] = [
	readOwn,
	readOwnCommitments,
	readOwnAssessments,
	readChoices,
	beginCommitment,
	readCommitment,
	amendCommitment,
	handInCommitment,
	beginMilestone,
	amendMilestone,
	postReport,
	readAssessment,
	readAnswer,
	keepAnswer
];
