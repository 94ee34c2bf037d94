import { eq } from 'drizzle-orm';
import { requirementMappings, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';

/** For each requirement that goes on from one of the version before, so that both may be compared: that one. */
export type Lineage = ReadonlyMap<string, string>;

/** How requirements go on from version to version, in every framework. Public. */
export async function readLineage(db: Db): Promise<Lineage> {
	const rows = await db
		.select({
			to: requirementMappings.toId,
			from: requirementMappings.fromId
		})
		.from(requirementMappings)
		.where(eq(requirementMappings.comparable, true));
	return new Map(rows.map(({ to, from }) => [to, from]));
}

/** A requirement and those of earlier versions that it may be compared with, newest first. */
export function lineOf(lineage: Lineage, id: string): string[] {
	const line: string[] = [];
	for (let at: string | undefined = id; at && !line.includes(at); at = lineage.get(at))
		line.push(at);
	return line;
}

/** Whether one of two requirements goes on from the other, so that what is said under both may stand together. */
export const inOneLine = (lineage: Lineage, one: string, other: string): boolean =>
	lineOf(lineage, one).includes(other) || lineOf(lineage, other).includes(one);

/**
 * For each requirement of a version, and each of earlier versions that one of them goes on from: the one of
 * this version. Of one requirement alone where it is named. Public.
 */
export async function heirsOf(
	db: Db,
	frameworkId: string,
	requirementId?: string
): Promise<Map<string, string>> {
	const lineage = await readLineage(db);
	const own = await db
		.select({ id: requirements.id })
		.from(requirements)
		.where(eq(requirements.frameworkId, frameworkId));
	return new Map(
		own
			.filter(({ id }) => requirementId === undefined || id === requirementId)
			.flatMap(({ id }) => lineOf(lineage, id).map((one) => [one, id] as const))
	);
}
