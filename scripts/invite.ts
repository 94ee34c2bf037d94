// `npm run invite -- address name [organisation] [role]`: how the first person gets in.
import { eq } from 'drizzle-orm';
import { INVITATION_LASTS } from '#lib/access/invitations.server.ts';
import { ROLES } from '#lib/access/vocabulary.ts';
import { record } from '#lib/audit/record.server.ts';
import { currentTime } from '#lib/clock.ts';
import { prepareData } from '#lib/exchange/prepare.server.ts';
import { email } from '#lib/forms/fields.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { invitations, organisations } from '#lib/server/db/schema/index.ts';
import { settleEnvironment } from '../src/server/environment.ts';

const ACTOR = { kind: 'system', task: 'sign-in' } as const;

try {
	settleEnvironment();
	await invite(...process.argv.slice(2));
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
} finally {
	await closeDatabase();
}

async function invite(address = '', name = '', slug = 'secretariat', as = 'administrator') {
	const given = email.safeParse(address);
	const role = ROLES.find((known) => known === as);
	if (!given.success || !name || !role)
		throw new Error(
			`Usage: npm run invite -- address name [organisation] [${ROLES.join(' | ')}]; as they stand, administrator of the secretariat.`
		);
	await prepareData();
	await withActor(ACTOR, async (db) => {
		const [organisation] = await db
			.select()
			.from(organisations)
			.where(eq(organisations.slug, slug));
		if (!organisation) throw new Error(`There is no organisation ${slug}.`);
		await db.insert(invitations).values({
			email: given.data,
			name,
			organisationId: organisation.id,
			role,
			expiresAt: new Date(currentTime().valueOf() + INVITATION_LASTS)
		});
		await record(
			db,
			ACTOR,
			'member.invited',
			{ type: 'organisation', id: organisation.id, organisationId: organisation.id },
			{ role }
		);
	});
	process.stdout.write(`${given.data} may now sign in, within fourteen days, at /sign-in.\n`);
}
