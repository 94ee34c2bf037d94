import { inArray, sql } from 'drizzle-orm';
import { currentTime } from '#lib/clock.ts';
import { readAsPublic, withActor } from '#lib/server/db/index.ts';
import { evidence, summaries } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { env } from '#lib/server/env.ts';
import { linksIn } from '#lib/summaries/links.server.ts';
import type { SummaryState } from '#lib/summaries/vocabulary.ts';
import { LINKS } from './ask.server.ts';
import { askable } from './rules.ts';

/** How long what came of asking is kept of an address that stands nowhere any more, in days. */
const KEPT_DAYS = 90;
/** The states of a summary in which a person writes or reads it. */
const IN_USE = ['draft', 'in_review', 'scheduled', 'published'] as const satisfies SummaryState[];

/**
 * Has the links of the public record asked for in the night, and those of summaries in review at once; what stands nowhere
 * any more is not asked for again, and forgotten in the end. Any number of instances may do so.
 */
export async function collectLinks(
	now = currentTime(),
	{ nightly = env().LINK_CHECKS }: { nightly?: boolean } = {}
): Promise<void> {
	const at = sql`${now.toISOString()}::timestamptz`;
	await withActor(LINKS, async (db) => {
		if (nightly) {
			await want(db, await inSummaries(db, ['in_review', 'scheduled']), at);
			await want(
				db,
				await readAsPublic(db, LINKS, publicAddresses),
				sql`date_trunc('day', ${at}, 'UTC') + interval '1 day' + random() * interval '5 hours'`
			);
		}
		await forget(db, at);
	});
}

async function publicAddresses(db: Db): Promise<string[]> {
	const rows = await db.selectDistinct({ url: evidence.url }).from(evidence);
	return askable([...rows.map(({ url }) => url), ...(await inSummaries(db, ['published']))]);
}

async function inSummaries(db: Db, states: readonly SummaryState[]): Promise<string[]> {
	const rows = await db
		.select({ bodyEn: summaries.bodyEn, bodyFr: summaries.bodyFr })
		.from(summaries)
		.where(inArray(summaries.state, states));
	return askable(rows.flatMap(linksIn));
}

const addressesOf = (addresses: readonly string[]) =>
	sql`jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb)`;

/** Has these asked for at a time, unless that is set for them already. */
async function want(
	db: Db,
	addresses: readonly string[],
	at: ReturnType<typeof sql>
): Promise<void> {
	if (!addresses.length) return;
	await db.execute(
		sql`insert into link_checks (url, next_at) select url, ${at} from ${addressesOf(addresses)} as one(url) order by url
			on conflict (url) do update set next_at = excluded.next_at where link_checks.next_at is null`
	);
}

async function forget(db: Db, at: ReturnType<typeof sql>): Promise<void> {
	const nowhere = sql`not exists (select from evidence e where e.url = link_checks.url)
		and link_checks.url not in (select url from ${addressesOf(await inSummaries(db, IN_USE))} as one(url))`;
	await db.execute(
		sql`update link_checks set next_at = null where tried_at is not null and next_at is not null and ${nowhere}`
	);
	await db.execute(
		sql`delete from link_checks where coalesce(tried_at, asked_at) < ${at} - make_interval(days => ${KEPT_DAYS}) and ${nowhere}`
	);
}
