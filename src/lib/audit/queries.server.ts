import { and, asc, desc, eq, gte, inArray, lt, notInArray, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import { dayAfter } from '#lib/changes/schema.ts';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import { auditEvents, memberships, organisations, users } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AuditFilters } from './schema.ts';
import { commitmentOf, isId, namesIn, type Names } from './subjects.server.ts';
import { AUDIT_EVENTS, AUDIT_GROUPS, INTERNAL_EVENTS, type AuditEvent } from './vocabulary.ts';

const A_PAGE = 50;

/** Who did it: a person by name where the reader may see it, someone of another organisation, or the portal itself. */
export type Doer =
	{ kind: 'person'; id: string; name: string; byToken: boolean } | { kind: 'outside' | 'portal' };

export interface LogEntry {
	seq: number;
	at: Date;
	event: AuditEvent;
	by: Doer;
	/** What it was done to; the name where the reader may see it. */
	subject: { id: string; name: Bilingual | null };
	organisation: Bilingual | null;
	/** What changed, as names and values. */
	detail: [string, string][];
}

/** The log for the secretariat, newest first, with what it can be chosen by. Refuses everyone else. */
export async function secretariatLog(db: Db, actor: Actor, filters: AuditFilters) {
	requireCan(actor, 'review.queue');
	const [house] = filters.organisation
		? await db
				.select({ id: organisations.id })
				.from(organisations)
				.where(eq(organisations.slug, filters.organisation))
		: [];
	const within = filters.organisation
		? eq(auditEvents.organisationId, house?.id ?? 'none')
		: undefined;
	const log = await pageOf(db, filters, within);
	const houses = await db
		.selectDistinct({
			slug: organisations.slug,
			en: organisations.nameEn,
			fr: organisations.nameFr
		})
		.from(organisations)
		.innerJoin(memberships, eq(memberships.organisationId, organisations.id));
	const people = await db
		.select({ id: users.id, name: users.name, email: users.email })
		.from(users)
		.orderBy(asc(users.name), asc(users.email));
	return {
		...log,
		organisations: houses.map(({ slug, en, fr }) => ({ slug, name: { en, fr } })),
		people: people.map(({ id, name, email }) => ({ id, name: name ?? email }))
	};
}

/** The log of what one's own organisations keep, newest first. What reviewers do among themselves is not in it. */
export async function ownLog(db: Db, actor: Actor, filters: AuditFilters) {
	const person = requirePerson(actor);
	const own = person.memberships.filter(({ organisationId }) =>
		can(person, 'audit.read', { organisationId })
	);
	const chosen = own.filter(
		({ organisationSlug }) => !filters.organisation || organisationSlug === filters.organisation
	);
	const within = and(
		inArray(
			auditEvents.organisationId,
			chosen.map(({ organisationId }) => organisationId)
		),
		notInArray(auditEvents.event, [...INTERNAL_EVENTS])
	);
	return {
		...(await pageOf(db, filters, within)),
		organisations: own.map(({ organisationSlug: slug, organisationName: name }) => ({
			slug,
			name
		})),
		people: []
	};
}

async function pageOf(db: Db, filters: AuditFilters, within: SQL | undefined) {
	const rows = await db
		.select()
		.from(auditEvents)
		.where(and(within, ...conditions(filters)))
		.orderBy(desc(auditEvents.seq))
		.limit(A_PAGE + 1);
	const shown = rows.slice(0, A_PAGE);
	const names = await namesIn(db, shown);
	return {
		entries: shown.map((row) => entryOf(row, names)),
		/** Before which entry the next page begins. */
		next: rows.length > A_PAGE ? (shown.at(-1)?.seq ?? null) : null
	};
}

const conditions = ({ from, to, group, person, subject, before }: AuditFilters): SQL[] => [
	...(from ? [gte(auditEvents.at, new Date(`${from}T00:00:00Z`))] : []),
	...(to ? [lt(auditEvents.at, new Date(`${dayAfter(to, 1)}T00:00:00Z`))] : []),
	...(group ? [inArray(auditEvents.event, eventsAbout(group))] : []),
	...(person ? [eq(auditEvents.actorId, person)] : []),
	...(subject ? [eq(auditEvents.subjectId, subject)] : []),
	...(before ? [lt(auditEvents.seq, before)] : [])
];

function eventsAbout(group: keyof typeof AUDIT_GROUPS): AuditEvent[] {
	const words: readonly string[] = AUDIT_GROUPS[group];
	return AUDIT_EVENTS.filter((event) => words.includes(event.split('.', 1)[0] ?? ''));
}

function entryOf(row: typeof auditEvents.$inferSelect, names: Names): LogEntry {
	const { token, ...detail } = JSON.parse(row.detail) as Record<string, unknown>;
	const about = row.subjectType === 'update' ? (commitmentOf(row) ?? row.subjectId) : row.subjectId;
	const name = names.people.get(about);
	return {
		seq: row.seq,
		at: row.at,
		// Written by one function only, from the closed list.
		event: row.event as AuditEvent,
		by: doerOf(row, names, token !== undefined),
		subject: {
			id: row.subjectId,
			name:
				names.things.get(about) ??
				names.organisations.get(about) ??
				(name === undefined ? null : { en: name, fr: name })
		},
		organisation: names.organisations.get(row.organisationId ?? '') ?? null,
		detail: Object.entries(detail).map(([key, value]) => [
			key,
			Array.isArray(value) ? value.join(', ') : String(value)
		])
	};
}

/** Signing in is recorded by the portal, of the person. */
function doerOf(row: typeof auditEvents.$inferSelect, names: Names, byToken: boolean): Doer {
	const id = row.event === 'sign_in.completed' ? row.subjectId : row.actorId;
	const name = names.people.get(id ?? '');
	if (id && name) return { kind: 'person', id, name, byToken };
	return { kind: isId(id) ? 'outside' : 'portal' };
}
