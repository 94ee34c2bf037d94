import { eq } from 'drizzle-orm';
import { currentTime } from '#lib/clock.ts';
import { answerMetrics, answerServices, evidence } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { changedParts, type AnswerContent } from '../content.ts';

/** An answer with all that hangs on it. */
export type Parts = Pick<AnswerContent, 'evidence' | 'services' | 'metrics'>;

/** Writes what hangs on answers that have nothing yet. */
export async function addParts(
	db: Db,
	placed: readonly ({ answerId: string } & Parts)[]
): Promise<void> {
	// A millisecond apart, so that they are read back in the order they were given.
	const now = currentTime().valueOf();
	const links = placed.flatMap(({ answerId, evidence: lines }) =>
		lines.map(({ url, title, publisher }, place) => ({
			url,
			title,
			publisher,
			answerId,
			createdAt: new Date(now + place)
		}))
	);
	if (links.length) await db.insert(evidence).values(links);
	const services = placed.flatMap(({ answerId, services: lines }) =>
		lines.map(({ serviceId, name, rating, notApplicable, note }) => ({
			answerId,
			serviceId,
			name,
			rating,
			notApplicable,
			note
		}))
	);
	if (services.length) await db.insert(answerServices).values(services);
	const metrics = placed.flatMap(({ answerId, metrics: lines }) =>
		lines.map(({ name, value, unit, period, sourceUrl }, position) => ({
			answerId,
			position,
			name,
			value,
			unit,
			period,
			sourceUrl
		}))
	);
	if (metrics.length) await db.insert(answerMetrics).values(metrics);
}

const TABLES = { evidence, services: answerServices, metrics: answerMetrics };

/** Puts what hangs on an answer in place of what hung on it; what is the same is left alone. */
export async function replaceParts(
	db: Db,
	answerId: string,
	before: AnswerContent,
	after: AnswerContent
): Promise<void> {
	const changed = changedParts(before, after);
	const kept = { evidence: [], services: [], metrics: [] };
	for (const part of ['evidence', 'services', 'metrics'] as const)
		if (changed.includes(part)) {
			await db.delete(TABLES[part]).where(eq(TABLES[part].answerId, answerId));
			await addParts(db, [{ answerId, ...kept, [part]: after[part] }]);
		}
}
