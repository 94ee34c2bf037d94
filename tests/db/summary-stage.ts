import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Person } from '#lib/access/actor.ts';
import { useDatabase } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import {
	changeSummary,
	createSummary,
	publishSummary,
	requestReview
} from '#lib/summaries/commands.server.ts';
import { addFigure } from '#lib/summaries/figure-commands.server.ts';
import { freshDatabase } from '../database.ts';
import { as } from './assessment-world.ts';
import { asSystem, cast, type Cast } from './world.ts';

/** Everyone there is, once `setTheStage` has run. */
export let world: Cast;
export async function setTheStage(): Promise<void> {
	useDatabase(await freshDatabase());
	world = await cast('government');
}

export const who = (name: string) => world.actors[name] as Person;

export const TITLES = { titleEn: 'Progress in 2026', titleFr: 'Progrès en 2026' };
export const TEXT = { ...TITLES, bodyEn: 'One third is done.', bodyFr: 'Le tiers est fait.' };
export const FIGURE = {
	question: 'pillar_status' as const,
	filters: {},
	captionEn: 'Commitments by pillar',
	captionFr: 'Engagements par pilier'
};

export const create = async (by = 'editor'): Promise<string> =>
	idIn(await as(who(by), createSummary, { ...TITLES, token: randomUUID() }));
export const idIn = (path: string) => path.split('/').at(-1) ?? '';
export const read = (id: string) =>
	asSystem(async (db) => only(await db.select().from(t.summaries).where(eq(t.summaries.id, id))));
export const version = async (id: string) => (await read(id)).version;

export async function written(): Promise<string> {
	const id = await create();
	await as(who('editor'), changeSummary, id, { ...TEXT, version: await version(id) });
	await as(who('editor'), addFigure, id, { ...FIGURE, version: await version(id) });
	return id;
}

export async function inReview(): Promise<string> {
	const id = await written();
	await as(who('editor'), requestReview, id, await version(id));
	return id;
}

export async function published(): Promise<{ id: string; slug: string }> {
	const id = await inReview();
	await as(who('publisher'), publishSummary, id, await version(id));
	return { id, slug: (await read(id)).slug };
}
