import type { Page } from '@playwright/test';
import { asc, eq, or } from 'drizzle-orm';
import { auditEvents, mailOutbox, passkeys } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';

/** Gives a page’s browser a device that makes passkeys, and whose owner it verifies or not. */
export async function device(page: Page, { verifies = true } = {}) {
	const browser = await page.context().newCDPSession(page);
	await browser.send('WebAuthn.enable');
	const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: verifies,
			automaticPresenceSimulation: true
		}
	});
	return {
		verify: (isUserVerified: boolean) =>
			browser.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })
	};
}

/** A passkey of another device, which nothing is asked of. */
export const addAnother = (userId: string) =>
	asSystem((db) =>
		db.insert(passkeys).values({
			userId,
			name: 'Security key',
			credentialId: crypto.randomUUID(),
			publicKey: Buffer.alloc(77),
			counter: 0,
			transports: ['usb']
		})
	);

/** What the log has by or about somebody, the oldest first. */
export const eventsOf = (userId: string) =>
	asSystem(async (db) =>
		(
			await db
				.select({ event: auditEvents.event })
				.from(auditEvents)
				.where(or(eq(auditEvents.actorId, userId), eq(auditEvents.subjectId, userId)))
				.orderBy(asc(auditEvents.seq))
		).map(({ event }) => event)
	);
/** The subjects of the mails to somebody, the oldest first. */
export const mailsTo = (email: string) =>
	asSystem(async (db) =>
		(
			await db
				.select({ subject: mailOutbox.subject })
				.from(mailOutbox)
				.where(eq(mailOutbox.recipient, email))
				.orderBy(asc(mailOutbox.createdAt))
		).map(({ subject }) => subject)
	);
