import { asc, eq, sql } from 'drizzle-orm';
import {
	MODEL_NATIONAL_RESPONSE,
	PILLARS,
	VOLUNTARY_PRINCIPLES
} from '#lib/frameworks/vocabulary.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { chance, type Chance } from './chance.ts';
import type { Size } from './sizes.ts';

interface Asked {
	frameworkId: string;
	/** In their order. */
	requirements: string[];
}

/** What everything that is made hangs on: the size, the dice, and what the reference data holds. */
export interface World {
	size: Size;
	dice: Chance;
	/** Codes of the made-up countries. */
	codes: string[];
	/** Forums in which commitments are made. */
	forums: string[];
	principles: Asked;
	capabilities: Asked;
	pillars: Asked;
	sectors: string[];
}

/** Two letters that ISO 3166 gives to no country: made-up ones stand beside the real ones. */
const FIRST = 'QXZOYJWRF';
const GIVEN = new Set(
	'QA XK ZA ZM ZR ZW OM YD YE YT YU JE JM JO JP WF WS RE RO RS RU RW FI FJ FK FM FO FR FX'.split(
		' '
	)
);

export function codesOf(count: number): string[] {
	const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
	const free = FIRST.split('')
		.flatMap((first) => letters.map((second) => first + second))
		.filter((code) => !GIVEN.has(code));
	if (count > free.length) throw new Error(`There are codes for ${free.length} made-up countries.`);
	return free.slice(0, count);
}

export async function worldOf(db: Db, size: Size, seed: number): Promise<World> {
	const forums = await db
		.select({ key: t.forums.key })
		.from(t.forums)
		.where(sql`${t.forums.kind} not in ('treaty', 'industry_body', 'clearing_house')`)
		.orderBy(asc(t.forums.key));
	const sectors = await db
		.selectDistinct({ sector: sql<string>`unnest(${t.organisations.sectors})`.as('sector') })
		.from(t.organisations)
		.orderBy(sql`sector`);
	return {
		size,
		dice: chance(seed),
		codes: codesOf(size.countries),
		forums: forums.map(({ key }) => key),
		principles: await asked(db, VOLUNTARY_PRINCIPLES),
		capabilities: await asked(db, MODEL_NATIONAL_RESPONSE),
		pillars: await asked(db, PILLARS),
		sectors: sectors.map(({ sector }) => sector)
	};
}

async function asked(db: Db, key: string): Promise<Asked> {
	const rows = await db
		.select({ id: t.requirements.id, frameworkId: t.requirements.frameworkId })
		.from(t.requirements)
		.innerJoin(t.frameworks, eq(t.frameworks.id, t.requirements.frameworkId))
		.where(eq(t.frameworks.key, key))
		.orderBy(asc(t.requirements.number));
	const [first] = rows;
	if (!first) throw new Error(`The reference data has no ${key}.`);
	return { frameworkId: first.frameworkId, requirements: rows.map(({ id }) => id) };
}
