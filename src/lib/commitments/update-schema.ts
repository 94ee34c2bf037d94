import { z } from 'zod';
import { currentTime } from '#lib/clock.ts';
import { formToken, partialDate, text } from '#lib/forms/fields.ts';
import {
	address,
	always,
	body,
	date,
	line,
	orNull,
	recordId,
	rows,
	ticked,
	title
} from './form-fields.ts';
import { targetValues } from './target-schema.ts';
import { REASON_LENGTH, REPORTABLE_STATUSES } from './vocabulary.ts';

/** The latest day that is today somewhere on earth. */
const latestDay = () =>
	new Date(currentTime().valueOf() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

const reason = orNull(text(REASON_LENGTH));

/** A due date to move: that of the commitment, or that of the milestone with this id. */
const move = z
	.object({
		of: z.union([z.literal('commitment'), z.uuid()]),
		dueOn: date,
		reasonEn: reason,
		reasonFr: reason
	})
	.refine(({ dueOn, reasonEn, reasonFr }) => !dueOn || Boolean(reasonEn ?? reasonFr), {
		path: ['reasonEn'],
		error: 'reason_needed',
		...always
	})
	.refine(({ dueOn, reasonEn, reasonFr }) => dueOn || !(reasonEn ?? reasonFr), {
		path: ['dueOn'],
		error: 'required',
		...always
	});

const moves = rows(move, 100).transform((all) =>
	all.flatMap(({ of, dueOn, ...why }) =>
		dueOn ? [{ milestoneId: of === 'commitment' ? null : of, dueOn, ...why }] : []
	)
);

const newMilestones = rows(
	z
		.object({ titleEn: title, titleFr: title, dueOn: date })
		.refine(({ titleEn, titleFr, dueOn }) => !dueOn || Boolean(titleEn ?? titleFr), {
			path: ['titleEn'],
			error: 'language',
			...always
		}),
	20
).transform((all) => all.filter(({ titleEn, titleFr }) => titleEn ?? titleFr));

const evidence = rows(
	z
		.object({ url: address, title: line, publisher: line })
		.refine(({ url, title }) => !url || title, { path: ['title'], error: 'required', ...always })
		.refine(({ url, title, publisher }) => url || !(title ?? publisher), {
			path: ['url'],
			error: 'required',
			...always
		}),
	20
).transform((all) =>
	all.flatMap(({ url, title, publisher }) => (url && title ? [{ url, title, publisher }] : []))
);

const update = z
	.object({
		status: z.enum(REPORTABLE_STATUSES),
		asOf: partialDate.refine((date) => date <= latestDay(), { error: 'date' }),
		noteEn: body,
		noteFr: body,
		challengesEn: body,
		challengesFr: body,
		milestonesDone: ticked,
		moves,
		newMilestones,
		targetValues,
		evidence
	})
	.refine(({ noteEn, noteFr }) => Boolean(noteEn ?? noteFr), {
		path: ['noteEn'],
		error: 'language',
		...always
	});

/** For whom it is reported: the lead of a shared commitment or who takes part; none: whom one writes for. */
const reporterId = recordId.optional();

/** That nothing has changed since the last report. */
export const confirmation = z.object({ reporterId, token: formToken });
export type Confirmation = z.output<typeof confirmation>;

/** What an update says, however it comes. */
export const updateReport = update.safeExtend({
	reporterId,
	/** The accepted update that this one puts right. */
	correctsId: recordId.optional()
});
export const updateInput = updateReport.safeExtend({ token: formToken });
export const updateRevision = update.safeExtend({ id: z.uuid() });
export type UpdateContent = z.output<typeof update>;
export type UpdateInput = z.output<typeof updateInput>;
export type UpdateRevision = z.output<typeof updateRevision>;
