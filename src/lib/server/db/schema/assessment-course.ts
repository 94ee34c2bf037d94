import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ASSESSMENT_STATES, ANSWER_PROGRESS } from '#lib/assessments/vocabulary.ts';
import { assessments } from './assessments.ts';
import { createdAt, id, moment, oneOf } from './columns.ts';
import { organisations } from './organisations.ts';

/** How far each answer has got, in the framework's order: what others than the organisation may know of a draft. */
export const assessmentProgress = pgTable(
	'assessment_progress',
	{
		assessmentId: uuid()
			.primaryKey()
			.references(() => assessments.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		answers: text({ enum: ANSWER_PROGRESS }).array().notNull().default([]),
		/** When anyone last saved an answer. */
		savedAt: moment()
	},
	(t) => [index('assessment_progress_organisation').on(t.organisationId)]
);

/** When an assessment came into which state, and by whom: how long each took. */
export const assessmentSteps = pgTable(
	'assessment_steps',
	{
		id: id(),
		assessmentId: uuid()
			.notNull()
			.references(() => assessments.id),
		organisationId: uuid()
			.notNull()
			.references(() => organisations.id),
		state: text({ enum: ASSESSMENT_STATES }).notNull(),
		takenAt: createdAt()
	},
	(t) => [
		oneOf('assessment_steps_state', t.state, ASSESSMENT_STATES),
		index('assessment_steps_of').on(t.assessmentId, t.takenAt)
	]
);
