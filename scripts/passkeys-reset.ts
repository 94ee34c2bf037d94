// `npm run passkeys:reset -- address`: the way back for who has nobody above them, such as the last administrator.
import { eq } from 'drizzle-orm';
import { tellOfPasskey } from '#lib/access/passkeys.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { email } from '#lib/forms/fields.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { passkeys, sessions, users } from '#lib/server/db/schema/index.ts';
import { settleEnvironment } from '../src/server/environment.ts';

const ACTOR = { kind: 'system', task: 'sign-in' } as const;

try {
	settleEnvironment();
	await reset(...process.argv.slice(2));
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
} finally {
	await closeDatabase();
}

async function reset(address = '', ...more: string[]) {
	const given = email.safeParse(address);
	if (!given.success || more.length) throw new Error('Usage: npm run passkeys:reset -- address');
	const removed = await withActor(ACTOR, async (db) => {
		const [person] = await db
			.select({ id: users.id, email: users.email, locale: users.locale })
			.from(users)
			.where(eq(users.email, given.data));
		if (!person) throw new Error(`Nobody has the address ${given.data}.`);
		const gone = await db
			.delete(passkeys)
			.where(eq(passkeys.userId, person.id))
			.returning({ id: passkeys.id });
		if (!gone.length) return 0;
		await db.delete(sessions).where(eq(sessions.userId, person.id));
		await tellOfPasskey(db, person, 'reset', crypto.randomUUID());
		await record(db, ACTOR, 'passkey.reset', { type: 'person', id: person.id });
		return gone.length;
	});
	process.stdout.write(
		removed
			? `All passkeys of ${given.data} are gone (${removed}), and their sessions have ended: they sign in by a link and add a new one.\n`
			: `${given.data} has no passkey.\n`
	);
}
