import { and, asc, eq, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import ical from 'ical-generator';
import { Refusal } from '#lib/access/refusal.ts';
import { currentTime } from '#lib/clock.ts';
import { CLOSED } from '#lib/commitments/freshness.ts';
import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import { formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	commitmentParticipants,
	commitments,
	commitmentUpdates,
	memberships,
	milestones,
	users
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { awaitedAssessments } from './awaited.server.ts';
import { lastDayMeant } from './days.ts';
import { linkTo } from './recipients.server.ts';
import { keyHash } from './settings.server.ts';

/** How often a calendar program need ask again, in seconds. */
const LASTS = 6 * 60 * 60;

interface Entry {
	kind: 'commitment' | 'milestone' | 'assessment';
	id: string;
	reference: string;
	title: Bilingual;
	milestone: Bilingual | null;
	dueOn: string;
	/** Without the language. */
	path: string;
}

/**
 * The calendar behind a private address, as an iCalendar file in its person's language: the dates of what
 * their organisations promised in public, of the milestones still open, and of the self-assessments awaited
 * from them. A date known to the month or
 * the year stands on the last day that it may mean, and says so. Needs the system actor: the key is the
 * proof. Refuses with `not_found` a key that is not, or no longer, good.
 */
export async function calendarOf(db: Db, key: string, now: Date = currentTime()): Promise<string> {
	const people = await db
		.select({ locale: users.locale, organisationId: memberships.organisationId })
		.from(users)
		.innerJoin(memberships, eq(memberships.userId, users.id))
		.where(
			and(
				eq(users.calendarKey, keyHash(key)),
				isNull(users.disabledAt),
				isNull(memberships.endedAt)
			)
		);
	const [person] = people;
	if (!person) throw new Refusal('not_found');
	const { locale } = person;
	const organisationIds = people.map(({ organisationId }) => organisationId);
	const entries = [
		...(await commitmentsOf(db, organisationIds)),
		...(await assessmentsOf(db, organisationIds))
	];
	const calendar = ical({
		name: m.notifications_calendar_name({}, { locale }),
		prodId: { company: 'Concord', product: 'Commitments', language: locale.toUpperCase() },
		ttl: LASTS
	});
	for (const entry of entries)
		calendar.createEvent({
			id: `${entry.id}@concord`,
			stamp: now,
			start: new Date(`${lastDayMeant(entry.dueOn)}T00:00:00Z`),
			timezone: 'UTC',
			allDay: true,
			summary: summaryOf(entry, locale),
			url: linkTo(entry.path, locale)
		});
	return calendar.toString();
}

const SUMMARIES = {
	commitment: m.notifications_calendar_commitment,
	milestone: m.notifications_calendar_milestone,
	assessment: m.notifications_calendar_assessment
};

function summaryOf({ kind, reference, dueOn, ...entry }: Entry, locale: Locale): string {
	const text = SUMMARIES[kind](
		{
			reference,
			title: pickText(entry.title, locale),
			milestone: entry.milestone ? pickText(entry.milestone, locale) : ''
		},
		{ locale }
	);
	if (dueOn.length === 10) return text;
	const date = formatPartialDate(dueOn, locale);
	return `${text} ${m.notifications_calendar_precision({ date }, { locale })}`;
}

async function commitmentsOf(db: Db, organisationIds: string[]): Promise<Entry[]> {
	const about = {
		reference: commitments.reference,
		title: { en: commitments.titleEn, fr: commitments.titleFr }
	};
	const sharedIds = db
		.select({ id: commitmentParticipants.commitmentId })
		.from(commitmentParticipants)
		.where(inArray(commitmentParticipants.organisationId, organisationIds));
	const theirs = and(
		eq(commitments.state, 'published'),
		or(inArray(commitments.ownerId, organisationIds), inArray(commitments.id, sharedIds))
	);
	const promised = await db
		.select({ ...about, id: commitments.id, dueOn: commitments.dueOn, status: commitments.status })
		.from(commitments)
		.where(and(theirs, isNotNull(commitments.dueOn)))
		.orderBy(asc(commitments.dueOn), asc(commitments.reference));
	const steps = await db
		.select({
			...about,
			id: milestones.id,
			milestone: { en: milestones.titleEn, fr: milestones.titleFr },
			dueOn: milestones.dueOn
		})
		.from(milestones)
		.innerJoin(commitments, eq(commitments.id, milestones.commitmentId))
		.leftJoin(commitmentUpdates, eq(commitmentUpdates.id, milestones.proposedIn))
		.where(
			and(
				theirs,
				eq(milestones.status, 'open'),
				isNotNull(milestones.dueOn),
				or(isNull(milestones.participantId), inArray(milestones.participantId, organisationIds)),
				or(isNull(milestones.proposedIn), eq(commitmentUpdates.state, 'accepted'))
			)
		)
		.orderBy(asc(milestones.dueOn), asc(commitments.reference));
	return [
		...promised
			.filter(({ status }) => !CLOSED.includes(status))
			.map((one) => ({ ...one, kind: 'commitment' as const, milestone: null })),
		...steps.map((one) => ({ ...one, kind: 'milestone' as const }))
	].flatMap(({ dueOn, ...one }) =>
		dueOn ? [{ ...one, dueOn, path: `/workspace/commitments/${one.reference}` }] : []
	);
}

async function assessmentsOf(db: Db, organisationIds: string[]): Promise<Entry[]> {
	const awaited = await awaitedAssessments(db, organisationIds);
	return awaited.map(({ id, reference, cycle, days, path }) => ({
		kind: 'assessment',
		id,
		reference,
		title: cycle,
		milestone: null,
		dueOn: days.dueOn,
		path
	}));
}
