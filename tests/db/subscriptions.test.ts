import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { announceSummaries } from '#lib/notifications/announcements.server.ts';
import { deliverDue, queueMail } from '#lib/notifications/outbox.server.ts';
import {
	askToSubscribe,
	confirmSubscription,
	endSubscription,
	forgetSubscriptionRequests,
	subscriptionEndPath,
	subscriptionLinkHolds
} from '#lib/notifications/subscriptions.server.ts';
import { closeDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { changeSummary, requestReview, startCorrection } from '#lib/summaries/commands.server.ts';
import { publishSummary } from '#lib/summaries/commands.server.ts';
import { withdrawSummary } from '#lib/summaries/withdraw.server.ts';
import { as } from './assessment-world.ts';
import { idIn, published, setTheStage, TEXT, version, who } from './summary-stage.ts';
import { asSystem } from './world.ts';

const HOUR = 60 * 60 * 1000;
const HOME = '203.0.113.7';

beforeAll(setTheStage, 60_000);
afterAll(closeDatabase);
afterEach(() =>
	asSystem(async (db) => {
		await db.delete(t.subscriptions);
		await db.delete(t.subscriptionRequests);
	})
);

const ask = (
	email: string,
	{ locale = 'en', from = HOME, now }: { locale?: 'en' | 'fr'; from?: string; now?: Date } = {}
) => asSystem((db) => askToSubscribe(db, { email, locale, from }, now));
const requests = () => asSystem((db) => db.select().from(t.subscriptionRequests));
const subscribers = () => asSystem((db) => db.select().from(t.subscriptions));
const mailsTo = (recipient: string) =>
	asSystem((db) => db.select().from(t.mailOutbox).where(eq(t.mailOutbox.recipient, recipient)));

/** The token in the newest link that was sent to an address. */
async function tokenSentTo(email: string): Promise<string> {
	const mails = await mailsTo(email);
	const bodies = mails.map(({ body }) => /\/subscribe\/confirm\/([\w-]+)/.exec(body)?.[1]);
	return bodies.findLast((token) => token !== undefined) ?? '';
}

async function subscribe(email: string, locale: 'en' | 'fr' = 'en', now?: Date): Promise<string> {
	await ask(email, { locale, from: randomUUID(), now });
	const token = await tokenSentTo(email);
	await asSystem((db) => confirmSubscription(db, token, now));
	return (await subscribers()).find((one) => one.email === email)?.id ?? '';
}

const endToken = (id: string) => subscriptionEndPath(id).split('/').at(-1) ?? '';

describe('a subscription', () => {
	it('begins when the link that was sent is used, once', async () => {
		expect(await ask('one@example.org', { locale: 'fr' })).toBe(true);
		expect(await subscribers()).toEqual([]);
		const token = await tokenSentTo('one@example.org');
		expect((await requests()).map(({ hash }) => hash)).not.toContain(token);
		expect(await asSystem((db) => subscriptionLinkHolds(db, token))).toBe(true);

		await asSystem((db) => confirmSubscription(db, token));
		const [subscriber] = await subscribers();
		expect(Object.keys(subscriber ?? {}).sort()).toEqual(['confirmedAt', 'email', 'id', 'locale']);
		expect(subscriber).toMatchObject({ email: 'one@example.org', locale: 'fr' });
		// What was asked, from where, and the mail with the link are forgotten.
		expect(await requests()).toEqual([]);
		expect(await mailsTo('one@example.org')).toEqual([]);

		expect(await asSystem((db) => subscriptionLinkHolds(db, token))).toBe(false);
		await expect(asSystem((db) => confirmSubscription(db, token))).rejects.toThrow('not_found');
	});

	it('asked for again changes the language, and only by its own link', async () => {
		const id = await subscribe('two@example.org', 'en');
		await ask('two@example.org', { locale: 'fr' });
		expect(await subscribers()).toMatchObject([{ id, locale: 'en' }]);
		const token = await tokenSentTo('two@example.org');
		await asSystem((db) => confirmSubscription(db, token));
		expect(await subscribers()).toMatchObject([{ id, locale: 'fr' }]);
	});

	it('is asked for in the same way whether or not the address is subscribed', async () => {
		await subscribe('known@example.org');
		const seen = async (email: string) => {
			expect(await ask(email, { from: randomUUID() })).toBe(true);
			const [mail, ...more] = await mailsTo(email);
			expect(more).toEqual([]);
			return {
				subject: mail?.subject,
				body: mail?.body.replace(/confirm\/[\w-]+/, ''),
				request: (await requests()).filter((one) => one.email === email).length
			};
		};
		expect(await seen('known@example.org')).toEqual(await seen('unknown@example.org'));
	});

	it('is ended by the address in each of its mails, and everything goes at once', async () => {
		const id = await subscribe('three@example.org');
		await asSystem((db) =>
			queueMail(db, {
				dedupeKey: randomUUID(),
				subscriptionId: id,
				recipient: 'three@example.org',
				locale: 'en',
				subject: 'Published',
				body: 'It is.'
			})
		);
		await asSystem((db) => endSubscription(db, endToken(id)));
		expect(await subscribers()).toEqual([]);
		expect(await mailsTo('three@example.org')).toEqual([]);
		// A mail program may ask twice.
		await asSystem((db) => endSubscription(db, endToken(id)));
	});

	it('is ended by no address that we did not make', async () => {
		const id = await subscribe('four@example.org');
		const other = endToken(randomUUID());
		for (const token of ['', id, `${id}.${other.split('.')[1]}`])
			await expect(
				asSystem((db) => endSubscription(db, token)),
				token
			).rejects.toThrow('not_found');
		expect(await subscribers()).toHaveLength(1);
	});
});

describe('requests', () => {
	it('are forgotten after two days, and so is their link', async () => {
		const then = new Date();
		await ask('late@example.org', { now: then });
		const token = await tokenSentTo('late@example.org');
		const before = new Date(then.valueOf() + 47 * HOUR);
		const after = new Date(then.valueOf() + 49 * HOUR);
		await forgetSubscriptionRequests(before);
		expect(await asSystem((db) => subscriptionLinkHolds(db, token, before))).toBe(true);
		expect(await asSystem((db) => subscriptionLinkHolds(db, token, after))).toBe(false);
		await expect(asSystem((db) => confirmSubscription(db, token, after))).rejects.toThrow();
		await forgetSubscriptionRequests(after);
		expect(await requests()).toEqual([]);
		expect(await mailsTo('late@example.org')).toEqual([]);
	});

	it('send an address three mails a day at most, and say the same after that', async () => {
		for (let n = 0; n < 5; n += 1)
			expect(await ask('often@example.org', { from: randomUUID() })).toBe(true);
		expect(await mailsTo('often@example.org')).toHaveLength(3);
		expect(await requests()).toHaveLength(3);
	});

	it('are taken twenty times an hour from one network, whatever the addresses', async () => {
		const now = new Date();
		const taken = await Promise.all(
			Array.from({ length: 24 }, (_, n) =>
				ask(`many-${n}@example.org`, { from: `2001:db8:0:1::${n + 1}`, now })
			)
		);
		expect(taken.filter(Boolean)).toHaveLength(20);
		expect(await ask('else@example.org', { from: '2001:db8:0:2::1', now })).toBe(true);
		const later = new Date(now.valueOf() + HOUR + 1);
		expect(await ask('later@example.org', { from: '2001:db8:0:1::1', now: later })).toBe(true);
	});

	it('are taken five hundred times an hour from everywhere', async () => {
		await asSystem((db) =>
			db.insert(t.subscriptionRequests).values(
				Array.from({ length: 500 }, (_, n) => ({
					email: `all-${n}@example.org`,
					locale: 'en' as const,
					hash: `hash ${n}`,
					askedFrom: `network ${n}`,
					expiresAt: new Date(Date.now() + HOUR)
				}))
			)
		);
		expect(await ask('full@example.org')).toBe(false);
		expect(await requests()).toHaveLength(500);
	});

	it('do not hold from which address they came', async () => {
		await ask('where@example.org', { from: '198.51.100.23' });
		expect(JSON.stringify(await requests())).not.toContain('198.51.100');
	});
});

describe('subscribers', () => {
	const told = async (email: string) => (await mailsTo(email)).map(({ subject }) => subject).sort();

	it('are told once that a summary is published, corrected and withdrawn, each in their language', async () => {
		const english = await subscribe('reader@example.org', 'en', new Date(Date.now() - HOUR));
		await subscribe('lectrice@example.org', 'fr', new Date(Date.now() - HOUR));
		const { id, slug } = await published();
		await subscribe('new@example.org');
		await Promise.all([announceSummaries(), announceSummaries()]);
		await announceSummaries();
		expect(await told('reader@example.org')).toEqual([`Published: ${TEXT.titleEn}`]);
		expect(await told('lectrice@example.org')).toEqual([`Publié\u00a0: ${TEXT.titleFr}`]);
		// What was there before one subscribed is no news.
		expect(await told('new@example.org')).toEqual([]);

		const [mail] = await mailsTo('reader@example.org');
		expect(mail?.unsubscribeUrl).toContain(`/en${subscriptionEndPath(english)}`);
		expect(mail?.body).toContain(mail?.unsubscribeUrl);
		expect(mail?.body).toContain(`/en/summaries/${slug}?edition=1`);

		const next = idIn(
			await as(who('editor'), startCorrection, id, {
				correctionNoteEn: 'A number was wrong.',
				correctionNoteFr: 'Un nombre était erroné.',
				token: randomUUID()
			})
		);
		await as(who('editor'), changeSummary, next, {
			...TEXT,
			correctionNoteEn: 'A number was wrong.',
			correctionNoteFr: 'Un nombre était erroné.',
			version: await version(next)
		});
		await as(who('editor'), requestReview, next, await version(next));
		await as(who('publisher'), publishSummary, next, await version(next));
		await announceSummaries();
		await as(who('publisher'), withdrawSummary, next, {
			withdrawalReasonEn: 'Its source is withdrawn.',
			withdrawalReasonFr: 'Sa source est retirée.'
		});
		await announceSummaries();
		await announceSummaries();
		expect(await told('reader@example.org')).toEqual([
			`Corrected: ${TEXT.titleEn} (edition 2)`,
			`Published: ${TEXT.titleEn}`,
			`Withdrawn: ${TEXT.titleEn}`
		]);
		const bodies = (await mailsTo('lectrice@example.org')).map(({ body }) => body).join('\n');
		expect(bodies).toContain('Un nombre était erroné.');
		expect(bodies).toContain('Sa source est retirée.');
		expect(await told('new@example.org')).toHaveLength(2);
	});

	it('are told later than whoever waits for a link to sign in', async () => {
		const id = await subscribe('patient@example.org');
		const mail = { recipient: 'x@example.org', locale: 'en', subject: 's', body: 'b' } as const;
		await asSystem((db) => db.delete(t.mailOutbox));
		await asSystem(async (db) => {
			for (let n = 0; n < 30; n += 1)
				await queueMail(db, { ...mail, dedupeKey: `all ${n}`, subscriptionId: id });
			await queueMail(db, { ...mail, dedupeKey: 'sign-in' });
		});
		const sent: string[] = [];
		await deliverDue((one) => {
			sent.push(one.dedupeKey);
			return Promise.resolve();
		});
		expect(sent).toContain('sign-in');
	});
});
