import { and, asc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { setTimeout } from 'node:timers/promises';
import type { System } from '#lib/access/actor.ts';
import { currentTime } from '#lib/clock.ts';
import { withActor } from '#lib/server/db/index.ts';
import { linkChecks } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';
import { askOutside, NotReached, type Resolve } from '#lib/server/outgoing.ts';
import { noted, oneOfEachHost, verdictOf, type Answered, type LinkCheck } from './rules.ts';

export const LINKS: System = { kind: 'system', task: 'links' };
/** How many addresses are asked for at a time, each of another host. */
const AT_ONCE = 20;
/** Among how many of those that are due. */
const LOOKED_AT = 500;
/** How long an address taken is left to the one who took it, in seconds. */
const LEASE = 60;
const TIMEOUT = 5_000;
const HOPS = 5;
/** For how long somebody waits for the answers, and how soon it is looked again whether another has them. */
const WAITED = 10_000;
const SHORTLY = 200;
/** For how long an answer shows that we reach others, in hours. */
const REACHES_FOR = 6;

interface Ways {
	/** Only these. */
	only?: readonly string[];
	/** Whether what nobody in particular waits for is asked for too. */
	nightly?: boolean;
	/** How names are looked up, and which hosts the operator named. */
	resolve?: Resolve;
	named?: string;
}

/**
 * Asks for the addresses whose time has come, one of each host at a time, and notes what came of it. Instances share the
 * work: nothing is asked for twice. With `LINK_CHECKS` off, only those that somebody wants to know of. Returns how
 * many were asked for.
 */
export async function askDueLinks(
	now = currentTime(),
	{ only, nightly = env().LINK_CHECKS, ...ways }: Ways = {}
): Promise<number> {
	const taken = await withActor(LINKS, (db) => takeDue(db, now, { only, nightly }));
	const answers = await Promise.all(
		taken.map(async (check) => ({ check, answered: await ask(check.url, ways) }))
	);
	const reached = answers.some(({ answered }) => 'status' in answered);
	const offline = !reached && !(await withActor(LINKS, (db) => anyAnswered(db, now)));
	for (const { check, answered } of answers)
		await withActor(LINKS, (db) => note(db, check, answered, { now, offline, nightly }));
	return taken.length;
}

/**
 * Asks for these now, where somebody waits for the answer: until nothing more is to be asked for, by us or another who has
 * taken it, or it has taken too long; the rest is asked for by the portal’s own work.
 */
export async function askNow(addresses: readonly string[]): Promise<void> {
	const end = currentTime().valueOf() + WAITED;
	while (currentTime().valueOf() < end && (await anyWaits(addresses)))
		if (!(await askDueLinks(currentTime(), { only: addresses }))) await setTimeout(SHORTLY);
}

async function anyWaits(addresses: readonly string[]): Promise<boolean> {
	if (!addresses.length) return false;
	const [waits] = await withActor(LINKS, (db) =>
		db
			.select({ url: linkChecks.url })
			.from(linkChecks)
			.where(
				and(
					inArray(linkChecks.url, [...addresses]),
					or(
						isNotNull(linkChecks.takenAt),
						isNull(linkChecks.triedAt),
						lt(linkChecks.triedAt, linkChecks.askedAt)
					)
				)
			)
			.limit(1)
	);
	return waits !== undefined;
}

/** Whether anybody has answered lately: if not, what does not answer may be there, and we cut off. */
async function anyAnswered(db: Db, now: Date): Promise<boolean> {
	const since = new Date(now.getTime() - REACHES_FOR * 60 * 60 * 1000);
	const [answered] = await db
		.select({ url: linkChecks.url })
		.from(linkChecks)
		.where(and(gt(linkChecks.checkedAt, since), isNotNull(linkChecks.status)))
		.limit(1);
	return answered !== undefined;
}

async function takeDue(
	db: Db,
	now: Date,
	{ only, nightly }: { only: readonly string[] | undefined; nightly: boolean }
) {
	// One at a time, so that no two ask the same host.
	await db.execute(sql`select pg_advisory_xact_lock(hashtext('links'))`);
	const expired = new Date(now.getTime() - LEASE * 1000);
	const busy = await db
		.select({ url: linkChecks.url })
		.from(linkChecks)
		.where(gt(linkChecks.takenAt, expired));
	const wanted = or(isNull(linkChecks.triedAt), gt(linkChecks.askedAt, linkChecks.triedAt));
	const due = await db
		.select()
		.from(linkChecks)
		.where(
			and(
				lte(linkChecks.nextAt, now),
				or(isNull(linkChecks.takenAt), lte(linkChecks.takenAt, expired)),
				nightly ? undefined : wanted,
				only && inArray(linkChecks.url, [...only])
			)
		)
		.orderBy(asc(linkChecks.nextAt), asc(linkChecks.url))
		.limit(LOOKED_AT)
		.for('update', { skipLocked: true });
	const chosen = oneOfEachHost(
		due.map(({ url }) => url),
		busy.map(({ url }) => url),
		AT_ONCE
	);
	const taken = due.filter(({ url }) => chosen.includes(url));
	if (chosen.length)
		await db.update(linkChecks).set({ takenAt: now }).where(inArray(linkChecks.url, chosen));
	return taken;
}

/** Who asks, and where to complain: shown to the sites. */
const agent = () => {
	const { ORIGIN } = env();
	return `Concord link check${ORIGIN ? ` (+${ORIGIN})` : ''}`;
};

/** Asks for the head of a page first; where that is answered badly, as many sites do, for the page. */
async function ask(url: string, ways: Pick<Ways, 'resolve' | 'named'>): Promise<Answered> {
	const by = (method: 'HEAD' | 'GET') =>
		askOutside(
			url,
			{ method, hops: HOPS, timeout: TIMEOUT, headers: { 'user-agent': agent() } },
			ways
		);
	const head = await answerOf(by('HEAD'));
	const isBad = 'reason' in head ? head.reason === 'unreachable' : head.status >= 400;
	return isBad ? answerOf(by('GET')) : head;
}

const answerOf = (asking: Promise<Answered>): Promise<Answered> =>
	asking.catch((thrown: unknown) => {
		if (thrown instanceof NotReached) return { reason: thrown.reason };
		throw thrown;
	});

async function note(
	db: Db,
	before: LinkCheck & { url: string },
	answered: Answered,
	{ now, offline, nightly }: { now: Date; offline: boolean; nightly: boolean }
): Promise<void> {
	const { outcome, status, attempts, failingSince, triedAt, checkedAt, seenAt, nextAt } = noted(
		before,
		verdictOf(answered),
		{ now, chance: Math.random(), offline }
	);
	await db
		.update(linkChecks)
		.set({
			outcome,
			status,
			attempts,
			failingSince,
			triedAt,
			checkedAt,
			nextAt: nightly ? nextAt : null,
			takenAt: null,
			...(seenAt === null && { seenAt: null, seenBy: null })
		})
		.where(eq(linkChecks.url, before.url));
}
