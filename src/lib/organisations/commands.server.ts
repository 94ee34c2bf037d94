import { and, eq, ne } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { once } from '#lib/access/form-token.server.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { record } from '#lib/audit/record.server.ts';
import { only } from '#lib/server/db/only.ts';
import { organisations, services } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { ServiceChange, ServiceInput } from './schema.ts';

const LIST = '/workspace/services?done=changed';

/**
 * Adds a service to those of a company, once for each token. Returns where one goes next. Refuses with
 * `already_exists` where it has one of that name.
 */
export async function addService(
	db: Db,
	actor: Actor,
	{ token, ...service }: ServiceInput
): Promise<string> {
	const { organisationId } = service;
	const person = requireCan(actor, 'service.manage', { organisationId });
	await requireCompany(db, organisationId);
	return once(db, person, token, async () => {
		await requireNewName(db, service);
		const { id } = only(await db.insert(services).values(service).returning({ id: services.id }));
		await recordOn(db, actor, 'service.added', { id, organisationId });
		return LIST;
	});
}

/**
 * Saves what a service is, and since when it is no longer offered. Refuses with `stale` where somebody else
 * saved it since `version`, and with `already_exists` where another has that name.
 */
export async function changeService(
	db: Db,
	actor: Actor,
	{ id, version, ...service }: ServiceChange
): Promise<void> {
	const [stored] = await db.select().from(services).where(eq(services.id, id));
	if (!stored) throw new Refusal('not_found');
	const { organisationId } = stored;
	requireCan(actor, 'service.manage', { organisationId });
	await requireNewName(db, { id, organisationId, name: service.name });
	const saved = await db
		.update(services)
		.set({ ...service, version: version + 1 })
		.where(and(eq(services.id, id), eq(services.version, version)))
		.returning({ id: services.id });
	if (!saved.length) throw new Refusal('stale');
	await recordOn(db, actor, 'service.changed', { id, organisationId });
}

/** Governments offer none that could be assessed. */
async function requireCompany(db: Db, organisationId: string): Promise<void> {
	const { kind } = only(
		await db
			.select({ kind: organisations.kind })
			.from(organisations)
			.where(eq(organisations.id, organisationId))
	);
	if (kind !== 'company') throw new Refusal('not_allowed');
}

/** Answers tell services apart by their names. */
async function requireNewName(
	db: Db,
	{ id, organisationId, name }: { id?: string; organisationId: string; name: string }
): Promise<void> {
	const others = await db
		.select({ id: services.id })
		.from(services)
		.where(
			and(
				eq(services.organisationId, organisationId),
				eq(services.name, name),
				id ? ne(services.id, id) : undefined
			)
		);
	if (others.length) throw new Refusal('already_exists', ['name']);
}

const recordOn = (
	db: Db,
	actor: Actor,
	event: 'service.added' | 'service.changed',
	{ id, organisationId }: { id: string; organisationId: string }
) =>
	record(
		db,
		actor,
		event,
		{ type: 'organisation', id: organisationId, organisationId },
		{ service: id }
	);
