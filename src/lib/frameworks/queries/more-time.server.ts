import { and, desc, eq, inArray, max, sql, type AnyColumn } from 'drizzle-orm';
import { cycleExtensions, cycleInvitations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/**
 * In a query that joins cycles and organisations: the day until which the organisation was given more time,
 * null where it was not. Each is later than the one before, so that the last one is what holds.
 */
export const moreTimeUntil = (cycleId: AnyColumn, organisationId: AnyColumn) =>
	sql<
		string | null
	>`(select max(e.until)::text from ${cycleExtensions} e where e.cycle_id = ${cycleId} and e.organisation_id = ${organisationId})`;

/** The day until which one organisation was given more time in a cycle, as far as the actor may see it. */
export async function moreTimeOf(
	db: Db,
	cycleId: string,
	organisationId: string
): Promise<string | null> {
	const [row] = await db
		.select({ until: max(cycleExtensions.until) })
		.from(cycleExtensions)
		.where(
			and(eq(cycleExtensions.cycleId, cycleId), eq(cycleExtensions.organisationId, organisationId))
		);
	return row?.until ?? null;
}

/** What the actor may see of more time and invitations for these organisations, by cycle and organisation. */
export async function granted(db: Db, organisationIds: readonly string[]) {
	const key = (cycleId: string, organisationId: string) => `${cycleId} ${organisationId}`;
	const extensions = await db
		.select({
			cycleId: cycleExtensions.cycleId,
			organisationId: cycleExtensions.organisationId,
			until: cycleExtensions.until
		})
		.from(cycleExtensions)
		.where(inArray(cycleExtensions.organisationId, [...organisationIds]))
		.orderBy(desc(cycleExtensions.until));
	const invitations = await db
		.select({
			cycleId: cycleInvitations.cycleId,
			organisationId: cycleInvitations.organisationId
		})
		.from(cycleInvitations)
		.where(inArray(cycleInvitations.organisationId, [...organisationIds]));
	const until = new Map<string, string>();
	for (const one of extensions) {
		const of = key(one.cycleId, one.organisationId);
		if (!until.has(of)) until.set(of, one.until);
	}
	const invited = new Set(invitations.map((one) => key(one.cycleId, one.organisationId)));
	return {
		moreTimeUntil: (cycleId: string, organisationId: string) =>
			until.get(key(cycleId, organisationId)) ?? null,
		isInvited: (cycleId: string, organisationId: string) =>
			invited.has(key(cycleId, organisationId))
	};
}

/** Whether an organisation was invited into a cycle, as far as the actor may see it. */
export async function isInvited(db: Db, cycleId: string, organisationId: string): Promise<boolean> {
	const rows = await db
		.select({ id: cycleInvitations.id })
		.from(cycleInvitations)
		.where(
			and(
				eq(cycleInvitations.cycleId, cycleId),
				eq(cycleInvitations.organisationId, organisationId)
			)
		);
	return rows.length > 0;
}
