import { eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { only } from '#lib/server/db/only.ts';
import { organisations, services } from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import type { Base } from '../faults/stage.ts';
import { signedIn } from './ground.ts';

/** A company whose one service gets another name again and again, which its page shows at once. */
export interface Writer {
	slug: string;
	cookie: string;
	serviceId: string;
	/** The number in the name that was acknowledged last: no page asked for after that may show a lower one. */
	acknowledged: number;
	/** How often it was saved, which a save must name. */
	version: number;
}

const nameOf = (number: number) => `Measured service ${number}.`;
const NAME = /Measured service (\d+)\./;

/** Gives a generated company each a service and somebody signed in. */
export const writersOn = (base: Base, count: number): Promise<Writer[]> =>
	base.within(async () => {
		const companies = await asSystem((db) =>
			db
				.select()
				.from(organisations)
				.where(sql`${organisations.slug} like 'generated-company-%'`)
				.orderBy(organisations.slug)
				.limit(count)
		);
		const made: Writer[] = [];
		for (const company of companies) {
			const { cookie } = await signedIn(company);
			const stored = await asSystem(async (db) => {
				await db.delete(services).where(eq(services.organisationId, company.id));
				return only(
					await db
						.insert(services)
						.values({ organisationId: company.id, name: nameOf(0) })
						.returning({ id: services.id, version: services.version })
				);
			});
			made.push({
				slug: company.slug,
				cookie,
				serviceId: stored.id,
				acknowledged: 0,
				version: stored.version
			});
		}
		return made;
	});

/** Saves the next name as the form does. Returns once it is acknowledged; throws where it is not. */
export async function write(address: string, origin: string, writer: Writer): Promise<void> {
	const next = writer.acknowledged + 1;
	const answer = await fetch(`${address}/en/workspace/services?/change`, {
		method: 'POST',
		redirect: 'manual',
		// On a connection of its own: one at rest may be ended just when it is taken again.
		headers: { cookie: writer.cookie, origin, accept: 'text/html', connection: 'close' },
		body: new URLSearchParams({
			id: writer.serviceId,
			name: nameOf(next),
			version: String(writer.version),
			token: randomUUID()
		})
	});
	await answer.arrayBuffer();
	if (answer.status !== 303) throw new Error(`a write was answered ${answer.status}`);
	writer.acknowledged = next;
	writer.version += 1;
}

/** Reads the page as anyone does, and tells whether what it shows is older than what had been acknowledged before. */
export async function read(address: string, writer: Writer): Promise<{ stale: boolean }> {
	const before = writer.acknowledged;
	const answer = await fetch(`${address}/en/companies/${writer.slug}`);
	const text = await answer.text();
	const shown = NAME.exec(text)?.[1];
	if (answer.status !== 200 || shown === undefined)
		throw new Error(`a read was answered ${answer.status}`);
	return { stale: Number(shown) < before };
}
