import { and, eq, lt, sql } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { PRESENT_FOR, type Present } from '#lib/forms/presence.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import { assignmentMail } from '#lib/notifications/mails.ts';
import { queueMail } from '#lib/notifications/outbox.server.ts';
import { linkTo, writersOf } from '#lib/notifications/recipients.server.ts';
import { only } from '#lib/server/db/only.ts';
import { answerAssignments, answerPresence, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { presentAt } from '../queries/colleagues.server.ts';
import { rowOf, type AssessmentRow } from '../queries/contents.server.ts';
import type { Assignment } from '../schema.ts';
import { allowed, recordOn } from './take.server.ts';

/** The requirement of that number in the assessment's framework. Refuses with `not_found`. */
async function requirementOf(
	db: Db,
	{ framework }: AssessmentRow,
	number: number
): Promise<string> {
	const [found] = await db
		.select({ id: requirements.id })
		.from(requirements)
		.where(and(eq(requirements.frameworkId, framework.id), eq(requirements.number, number)));
	if (!found) throw new Refusal('not_found');
	return found.id;
}

/**
 * Says who of the organisation is to answer a requirement, in place of whoever was, or that nobody is. Whoever
 * is asked by someone else gets one mail. Refuses with `not_found` where the person may not write there.
 */
export async function assignRequirement(
	db: Db,
	actor: Actor,
	id: string,
	{ number, userId }: Assignment
): Promise<void> {
	const { person, row } = await allowed(db, actor, 'assessment.answer', id);
	const requirementId = await requirementOf(db, row, number);
	const place = and(
		eq(answerAssignments.assessmentId, id),
		eq(answerAssignments.requirementId, requirementId)
	);
	const [before] = await db.select().from(answerAssignments).where(place);
	if ((before?.userId ?? null) === userId) return;
	const asked = (await writersOf(db, row.organisationId)).find((one) => one.id === userId);
	if (userId !== null && !asked) throw new Refusal('not_found');
	await db.delete(answerAssignments).where(place);
	if (asked) {
		const made = only(
			await db
				.insert(answerAssignments)
				.values({
					assessmentId: id,
					organisationId: row.organisationId,
					requirementId,
					userId: asked.id,
					assignedBy: person.userId
				})
				.returning({ id: answerAssignments.id })
		);
		if (asked.id !== person.userId) await tellAsked(db, row, number, { ...asked, made: made.id });
	}
	await recordOn(db, actor, 'assessment.assigned', row, { number, to: userId });
}

/** Queues the mail to whoever is asked: which cycle and where, nothing of what stands there. */
async function tellAsked(
	db: Db,
	row: AssessmentRow,
	number: number,
	{ email, locale, made }: { email: string; locale: 'en' | 'fr'; made: string }
): Promise<void> {
	await queueMail(db, {
		dedupeKey: `assignment:${made}`,
		recipient: email,
		locale,
		...assignmentMail(
			{
				cycle: pickText(row.cycle, locale),
				link: linkTo(`/workspace/assessments/${row.id}/${number}`, locale)
			},
			locale
		)
	});
}

/**
 * Notes that the actor has an answer open now, and returns who else has. It is forgotten a minute later: a page
 * says so again as long as somebody looks at it.
 */
export async function bePresent(
	db: Db,
	actor: Actor,
	{ id, number }: { id: string; number: number }
): Promise<Present[]> {
	const row = await rowOf(db, id);
	const { userId } = requireCan(actor, 'assessment.answer', row);
	const requirementId = await requirementOf(db, row, number);
	await db
		.delete(answerPresence)
		.where(
			and(
				eq(answerPresence.userId, userId),
				lt(answerPresence.seenAt, sql`now() - make_interval(secs => ${PRESENT_FOR})`)
			)
		);
	await db
		.insert(answerPresence)
		.values({ assessmentId: id, organisationId: row.organisationId, requirementId, userId })
		.onConflictDoUpdate({
			target: [answerPresence.assessmentId, answerPresence.requirementId, answerPresence.userId],
			set: { seenAt: sql`now()` }
		});
	return presentAt(db, actor, { assessmentId: id, requirementId });
}
