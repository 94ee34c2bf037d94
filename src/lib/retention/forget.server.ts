import { and, isNotNull, lt, ne, or, sql } from 'drizzle-orm';
import type { System } from '#lib/access/actor.ts';
import { currentTime } from '#lib/clock.ts';
import { withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { keptSince } from './periods.ts';

const PRIVACY: System = { kind: 'system', task: 'privacy' };

/** Any number will do, so long as nothing else uses it. */
const FORGETTING = 7204009;

/**
 * Forgets what concerns people and was kept long enough. One instance at a time, the others leave it; run twice, it finds
 * nothing the second time. The log is not among it: it names nobody but by id.
 */
export async function forgetWhatIsOld(now: Date = currentTime()): Promise<void> {
	await withActor(PRIVACY, async (db) => {
		const { rows } = (await db.execute(
			sql`select pg_try_advisory_xact_lock(${FORGETTING}::bigint) as mine`
		)) as unknown as { rows: { mine: boolean }[] };
		if (!rows[0]?.mine) return;
		await db.delete(t.sessions).where(lt(t.sessions.expires, keptSince('sessions', now)));
		await db
			.delete(t.verificationTokens)
			.where(lt(t.verificationTokens.expires, keptSince('links', now)));
		await db
			.delete(t.answerPresence)
			.where(lt(t.answerPresence.seenAt, keptSince('presence', now)));
		await db
			.delete(t.summaryPresence)
			.where(lt(t.summaryPresence.seenAt, keptSince('presence', now)));
		await db.delete(t.formTokens).where(lt(t.formTokens.createdAt, keptSince('forms', now)));
		await db
			.delete(t.invitations)
			.where(lt(t.invitations.expiresAt, keptSince('invitations', now)));
		await db.delete(t.notices).where(lt(t.notices.handledAt, keptSince('notices', now)));
		await db.delete(t.imports).where(lt(t.imports.createdAt, keptSince('imports', now)));
		// One of an organisation stays, without its use: what it wrote is by its account.
		const over = keptSince('tokens', now);
		await db
			.delete(t.apiTokens)
			.where(
				and(
					isNotNull(t.apiTokens.membershipId),
					or(lt(t.apiTokens.revokedAt, over), lt(t.apiTokens.expiresAt, over))
				)
			);
		// The key stays, so that none is written again.
		const gone = keptSince('mails', now);
		await db
			.update(t.mailOutbox)
			.set({ recipient: '', subject: '', body: '', unsubscribeUrl: null, lastError: null })
			.where(
				and(
					ne(t.mailOutbox.recipient, ''),
					or(lt(t.mailOutbox.sentAt, gone), lt(t.mailOutbox.failedAt, gone))
				)
			);
	});
}
