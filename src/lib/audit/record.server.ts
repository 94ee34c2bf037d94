import { sql } from 'drizzle-orm';
import type { Actor, Person } from '#lib/access/actor.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AuditEvent, AuditSubject } from './vocabulary.ts';

/** The lock that `audit_append` takes. */
const CHAIN_LOCK = 7204001;

/**
 * Appends one event to the audit chain, in the caller's transaction: the change and its record
 * stand or fall together. Call it last, since it holds the chain's lock until the commit.
 * `detail` holds what changed, never a person's data, a narrative or a secret.
 */
export async function record(
	db: Db,
	actor: Actor,
	event: AuditEvent,
	subject: { type: AuditSubject; id: string; organisationId?: string | null },
	detail: Record<string, string | number | boolean | null | readonly string[]> = {}
): Promise<void> {
	const actorId =
		actor.kind === 'person' ? actor.userId : actor.kind === 'system' ? actor.task : null;
	// What a program did says by which token, since a person may have several.
	const token = actor.kind === 'person' && actor.token ? { token: actor.token.id } : {};
	await db.execute(
		sql`select audit_append(${actorId}, ${subject.organisationId ?? null}, ${event}, ${subject.type}, ${subject.id}, ${JSON.stringify({ ...detail, ...token })})`
	);
}

/**
 * Holds still what every recorded change touches, until the transaction ends: whoever has recorded a change commits
 * first, whoever would record one waits. For what must be read in several steps as of one moment. The rows that
 * the transaction itself will change are to be locked before, so that nobody who holds them waits for this.
 */
export async function holdChanges(db: Db): Promise<void> {
	await db.execute(sql`select pg_advisory_xact_lock(${CHAIN_LOCK}::bigint)`);
}

/** Appends the same event for each of these, in their order, in one statement. */
export async function recordEach(
	db: Db,
	actor: Person,
	event: AuditEvent,
	subjects: readonly { type: AuditSubject; id: string; organisationId: string }[],
	detail: Record<string, string | number | boolean | null> = {}
): Promise<void> {
	await db.execute(
		sql`select audit_append(${actor.userId}, one.value->>'organisationId', ${event}, one.value->>'type', one.value->>'id', ${JSON.stringify(detail)})
			from jsonb_array_elements(${JSON.stringify(subjects)}::jsonb) with ordinality as one(value, place)
			order by one.place`
	);
}
