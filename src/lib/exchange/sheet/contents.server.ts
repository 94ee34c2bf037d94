import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan } from '#lib/access/require.server.ts';
import { NOTHING_SAID, type AnswerContent } from '#lib/assessments/content.ts';
import { levelsOf, requirementsWithAnswers } from '#lib/assessments/queries/contents.server.ts';
import { ownRow } from '#lib/assessments/queries/own.server.ts';
import type { Guidance } from '#lib/frameworks/guidance.ts';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { servicesOf } from '#lib/organisations/queries/services.server.ts';
import { cycles, frameworks, organisations } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Base, Identification } from './identification.ts';

/** A requirement with what the organisation says of it. */
export interface SheetRequirement {
	number: number;
	title: Bilingual;
	summary: Bilingual;
	guidance: Guidance | null;
	answer: (AnswerContent & { version: number }) | null;
}

/** All that a file is made of, and that one which comes back is compared with. */
export interface SheetContents {
	identification: Identification;
	organisation: Bilingual & { slug: string };
	cycle: Bilingual & { key: string };
	framework: Bilingual;
	levels: Awaited<ReturnType<typeof levelsOf>>;
	requirements: readonly SheetRequirement[];
	/** Of the organisation, by name; one that is no longer offered has its last day. */
	services: readonly { id: string; name: string; endedOn: string | null }[];
}

/** What the file of an assessment holds. For the organisation's members. Refuses with `not_found`. */
export async function sheetContents(db: Db, actor: Actor, id: string): Promise<SheetContents> {
	const row = await ownRow(db, actor, id);
	const { organisation, cycle, framework } = row;
	return {
		identification: {
			assessmentId: id,
			cycle: cycle.key,
			framework: framework.key,
			version: framework.version
		},
		organisation,
		cycle,
		framework,
		levels: await levelsOf(db, framework.id),
		requirements: await requirementsWithAnswers(db, row),
		services: await servicesOf(db, row.organisationId)
	};
}

/** What a file holds with which an organisation prepares for a cycle that it has not started. Refuses with `not_found`. */
export async function blankContents(
	db: Db,
	actor: Actor,
	{ organisationId, cycleId }: { organisationId: string; cycleId: string }
): Promise<SheetContents> {
	requireCan(actor, 'assessment.start', { organisationId });
	const [found] = await db
		.select({
			organisation: {
				slug: organisations.slug,
				en: organisations.nameEn,
				fr: organisations.nameFr
			},
			cycle: { key: cycles.key, en: cycles.nameEn, fr: cycles.nameFr },
			framework: {
				id: frameworks.id,
				key: frameworks.key,
				version: frameworks.version,
				en: frameworks.nameEn,
				fr: frameworks.nameFr
			}
		})
		.from(cycles)
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.innerJoin(organisations, eq(organisations.id, organisationId))
		.where(eq(cycles.id, cycleId));
	if (!found) throw new Refusal('not_found');
	const { cycle, framework } = found;
	const asked = await requirementsWithAnswers(db, { id: NO_ASSESSMENT, framework });
	return {
		...found,
		identification: {
			assessmentId: null,
			cycle: cycle.key,
			framework: framework.key,
			version: framework.version
		},
		levels: await levelsOf(db, framework.id),
		requirements: asked.map((requirement) => ({ ...requirement, answer: null })),
		services: await servicesOf(db, organisationId)
	};
}

const NO_ASSESSMENT = '00000000-0000-0000-0000-000000000000';

/** What an answer that nobody has begun says in a file of this language. */
export const unsaid = (locale: Locale): AnswerContent => ({
	...NOTHING_SAID,
	narrativeLocale: locale
});

const digest = (value: unknown) =>
	createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/** What the parts of an answer say, shortened: alike when they are. */
export function baseOf(version: number, said: AnswerContent): Base {
	const links = said.evidence.map(({ url, title, publisher }) => [url, title, publisher]);
	return {
		version,
		answer: digest([
			said.rating,
			said.notApplicable,
			said.notApplicableKind,
			said.notApplicableReason,
			said.narrative,
			said.narrativeLocale,
			said.changeNote,
			said.confidence,
			said.visibility,
			links
		]),
		services: digest(
			said.services
				.map(({ serviceId, rating, notApplicable, note }) => [
					serviceId,
					rating,
					notApplicable,
					note
				])
				.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1))
		),
		figures: digest(
			said.metrics.map(({ name, value, unit, period, sourceUrl }) => [
				name,
				value,
				unit,
				period,
				sourceUrl
			])
		)
	};
}
