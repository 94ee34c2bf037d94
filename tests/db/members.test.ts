import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Person } from '#lib/access/actor.ts';
import { acceptInvitations, createInvitedUser } from '#lib/access/invitations.server.ts';
import {
	endMembership,
	inviteMember,
	listMembers,
	manageableOrganisations,
	revokeInvitation
} from '#lib/access/members.server.ts';
import { FRESH_FOR } from '#lib/access/require.server.ts';
import type { InvitationInput } from '#lib/access/schema.ts';
import { closeDatabase, useDatabase, withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { as, refusal } from './assessment-world.ts';
import { asSystem, cast, person, type Cast } from './world.ts';

let world: Cast;
beforeAll(async () => {
	useDatabase(await freshDatabase());
	world = await cast('government');
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => world.actors[name] as Person;
const invitation = (given: Partial<InvitationInput> = {}): InvitationInput => ({
	organisationId: world.owner.id,
	name: 'New Person',
	email: `new-${randomUUID().slice(0, 8)}@example.org`,
	role: 'contributor',
	locale: 'fr',
	token: randomUUID(),
	...given
});
const mailTo = (recipient: string) =>
	asSystem((db) => db.select().from(t.mailOutbox).where(eq(t.mailOutbox.recipient, recipient)));
const openInvitation = (email: string) =>
	asSystem(async (db) =>
		only(await db.select().from(t.invitations).where(eq(t.invitations.email, email)))
	);

async function allowed(attempt: (actor: Actor) => Promise<unknown>): Promise<string[]> {
	const may: string[] = [];
	for (const name of Object.keys(world.actors)) {
		const outcome = await refusal(attempt(who(name)));
		if (outcome === 'done') may.push(name);
		else expect(['not_allowed', 'not_signed_in', 'not_found'], name).toContain(outcome);
	}
	return may.sort();
}

const MANAGERS = ['administrator', 'approver'];

describe('who may', () => {
	it('invite, take an invitation back, and end a membership', async () => {
		expect(await allowed((actor) => as(actor, inviteMember, invitation()))).toEqual(MANAGERS);
		expect(
			await refusal(
				as(
					Object.freeze({ ...(who('approver') as Person), provedAt: Date.now() - FRESH_FOR - 1 }),
					inviteMember,
					invitation()
				)
			)
		).toBe('prove_again');
		expect(
			await allowed(async (actor) => {
				const input = invitation();
				await as(who('approver'), inviteMember, input);
				await as(actor, revokeInvitation, { invitation: (await openInvitation(input.email)).id });
			})
		).toEqual(MANAGERS);
		expect(
			await allowed(async (actor) => {
				const { userId } = await person(world.owner, 'viewer');
				await as(actor, endMembership, { membership: await membershipOf(userId) });
			})
		).toEqual(MANAGERS);
	});

	it('read who works for an organisation', async () => {
		expect(await allowed((actor) => as(actor, listMembers, 'owner'))).toEqual(
			['administrator', 'approver', 'contributor', 'editor', 'publisher', 'viewer'].sort()
		);
	});

	it('read the rows, asked past the commands', async () => {
		for (const table of [t.memberships, t.invitations]) {
			const seen = await withActor(who('stranger'), (db) =>
				db.select().from(table).where(eq(table.organisationId, world.owner.id))
			);
			expect(seen).toEqual([]);
		}
	});

	it('choose among all organisations: administrators alone', async () => {
		for (const name of Object.keys(world.actors)) {
			const offered = await as(who(name), manageableOrganisations);
			expect(offered.length > 0, name).toBe(name === 'administrator');
		}
	});
});

const membershipOf = (userId: string) =>
	asSystem(async (db) =>
		only(
			await db
				.select({ id: t.memberships.id })
				.from(t.memberships)
				.where(and(eq(t.memberships.userId, userId)))
		)
	).then(({ id }) => id);

describe('an invitation', () => {
	it('is told to the person in their language, once, and makes them a member', async () => {
		const input = invitation();
		await as(who('approver'), inviteMember, input);
		await as(who('approver'), inviteMember, input);
		const mails = await mailTo(input.email);
		expect(mails).toHaveLength(1);
		expect(mails[0]).toMatchObject({ locale: 'fr' });
		expect(mails[0]?.body).toContain('/fr/sign-in');
		await asSystem(async (db) => {
			const user = await createInvitedUser(db, input.email);
			await acceptInvitations(db, user);
		});
		const [own] = await as(who('viewer'), listMembers);
		expect(own?.members).toContainEqual(
			expect.objectContaining({ email: input.email, role: 'contributor' })
		);
	});

	it('is not sent to who works there or is invited already', async () => {
		expect(
			await refusal(as(who('approver'), inviteMember, invitation({ email: who('viewer').email })))
		).toBe('already_exists');
		const input = invitation();
		await as(who('approver'), inviteMember, input);
		expect(
			await refusal(as(who('approver'), inviteMember, { ...input, token: randomUUID() }))
		).toBe('already_exists');
	});

	it('carries no role that such an organisation does not have', async () => {
		for (const role of ['editor', 'publisher', 'administrator'] as const)
			expect(await refusal(as(who('approver'), inviteMember, invitation({ role }))), role).toBe(
				'not_allowed'
			);
		const intoSecretariat = invitation({ organisationId: world.secretariat.id, role: 'approver' });
		expect(await refusal(as(who('administrator'), inviteMember, intoSecretariat))).toBe(
			'not_allowed'
		);
	});

	it('taken back opens nothing', async () => {
		const input = invitation();
		await as(who('approver'), inviteMember, input);
		await as(who('approver'), revokeInvitation, {
			invitation: (await openInvitation(input.email)).id
		});
		await expect(asSystem((db) => createInvitedUser(db, input.email))).rejects.toThrow();
		const again = { invitation: (await openInvitation(input.email)).id };
		expect(await refusal(as(who('approver'), revokeInvitation, again))).toBe('stale');
	});
});

describe('a membership', () => {
	it('is not ended by oneself', async () => {
		const membership = await membershipOf(who('approver').userId);
		expect(await refusal(as(who('approver'), endMembership, { membership }))).toBe('same_person');
	});

	it('once ended, can be begun again', async () => {
		const leaver = await person(world.owner, 'contributor');
		await as(who('approver'), endMembership, { membership: await membershipOf(leaver.userId) });
		await as(who('approver'), inviteMember, invitation({ email: leaver.email, role: 'viewer' }));
		await asSystem((db) => acceptInvitations(db, { id: leaver.userId, email: leaver.email }));
		const [own] = await as(who('viewer'), listMembers);
		expect(own?.members).toContainEqual(
			expect.objectContaining({ email: leaver.email, role: 'viewer' })
		);
	});
});
