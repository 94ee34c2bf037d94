import { and, asc, desc, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import {
	frameworks,
	ratingLevels,
	requirementMappings,
	requirements,
	themes
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { FILE_FORMAT, frameworkFile, type FrameworkFile } from '../file-schema.ts';

type Both = { en: string; fr: string };

/** Both languages, or nothing where one is missing: a file has no half texts. */
const both = (en: string | null, fr: string | null): Both | undefined =>
	en && fr ? { en, fr } : undefined;

const orNothing = <T>(value: T | null): T | undefined => value ?? undefined;

/** A version of a framework as the file that it was loaded from. */
export async function fileOf(db: Db, id: string): Promise<FrameworkFile> {
	const [framework] = await db.select().from(frameworks).where(eq(frameworks.id, id));
	if (!framework) throw new Refusal('not_found');
	const before = await versionBefore(db, framework);
	const levels = await db
		.select()
		.from(ratingLevels)
		.where(eq(ratingLevels.frameworkId, id))
		.orderBy(asc(ratingLevels.value));
	const themed = await db
		.select()
		.from(themes)
		.where(eq(themes.frameworkId, id))
		.orderBy(asc(themes.number));
	const asked = await db
		.select({ requirement: requirements, theme: themes.number })
		.from(requirements)
		.leftJoin(themes, eq(themes.id, requirements.themeId))
		.where(eq(requirements.frameworkId, id))
		.orderBy(asc(requirements.number));
	const { sourceUrl: en, sourceUrlFr: fr } = framework;
	return frameworkFile.parse(
		told({
			format: FILE_FORMAT,
			key: framework.key,
			version: framework.version,
			name: both(framework.nameEn, framework.nameFr),
			description: both(framework.descriptionEn, framework.descriptionFr),
			audience: framework.audience,
			disclosure: framework.disclosure,
			requirement_noun: both(framework.requirementNounEn, framework.requirementNounFr),
			adopted_on: orNothing(framework.adoptedOn),
			source: en || fr ? told({ en: orNothing(en), fr: orNothing(fr) }) : undefined,
			scale: levels.map((level) =>
				told({
					value: level.value,
					label: both(level.labelEn, level.labelFr),
					meaning: both(level.meaningEn, level.meaningFr)
				})
			),
			themes: themed.map(({ number, nameEn, nameFr }) => ({ number, name: both(nameEn, nameFr) })),
			requirements: asked.map(({ requirement, theme }) =>
				told({
					number: requirement.number,
					theme: orNothing(theme),
					key: orNothing(requirement.key),
					title: both(requirement.titleEn, requirement.titleFr),
					summary: both(requirement.summaryEn, requirement.summaryFr),
					certainty: requirement.certainty,
					source: orNothing(requirement.sourceUrl),
					guidance: orNothing(requirement.guidance)
				})
			),
			replaces: before?.version,
			mappings: await mappingsInto(db, id)
		})
	);
}

/** Without what is not there: JSON has no `undefined`, and the schema takes none. */
const told = <T extends object>(value: T): T =>
	Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;

async function versionBefore(db: Db, { key, version }: { key: string; version: string }) {
	const versions = await db
		.select({ id: frameworks.id, version: frameworks.version })
		.from(frameworks)
		.where(eq(frameworks.key, key))
		.orderBy(desc(frameworks.version));
	return versions.find((one) => one.version < version);
}

/** How the requirements of a version follow from those of the one before, by their numbers. */
async function mappingsInto(db: Db, frameworkId: string) {
	const from = alias(requirements, 'from_requirement');
	const to = alias(requirements, 'to_requirement');
	const rows = await db
		.select({
			from: from.number,
			to: to.number,
			comparable: requirementMappings.comparable,
			noteEn: requirementMappings.noteEn,
			noteFr: requirementMappings.noteFr
		})
		.from(requirementMappings)
		.innerJoin(from, eq(from.id, requirementMappings.fromId))
		.innerJoin(to, eq(to.id, requirementMappings.toId))
		.where(eq(to.frameworkId, frameworkId))
		.orderBy(asc(to.number), asc(from.number));
	return rows.map(({ noteEn, noteFr, ...mapping }) =>
		told({ ...mapping, note: both(noteEn, noteFr) })
	);
}

/** The newest version of a framework that is loaded, as a file; null where there is none. */
export async function newestFile(db: Db, key: string): Promise<FrameworkFile | null> {
	const [newest] = await db
		.select({ id: frameworks.id })
		.from(frameworks)
		.where(eq(frameworks.key, key))
		.orderBy(desc(frameworks.version))
		.limit(1);
	return newest ? fileOf(db, newest.id) : null;
}

/** A version as a file to keep, with the name it should have. For the secretariat. */
export async function frameworkDownload(db: Db, actor: Actor, id: string) {
	requireCan(actor, 'review.queue');
	const file = await fileOf(db, id);
	return { name: `${file.key}-${file.version}.json`, text: textOf(file) };
}

/** A file's text: one field to a line, as the reference data is written. */
export const textOf = (file: FrameworkFile): string => `${JSON.stringify(file, null, '\t')}\n`;

/** The id of one version; undefined where it is not loaded. */
export async function versionId(db: Db, key: string, version: string): Promise<string | undefined> {
	const [there] = await db
		.select({ id: frameworks.id })
		.from(frameworks)
		.where(and(eq(frameworks.key, key), eq(frameworks.version, version)));
	return there?.id;
}
