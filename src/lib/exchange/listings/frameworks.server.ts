import { asc, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { AUDIENCES } from '#lib/frameworks/vocabulary.ts';
import { frameworks, requirements, themes } from '#lib/server/db/schema/index.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { listing, type Reading } from '../listing.ts';
import { both, certainty, columnsOf, either, partialDay } from '../records/fields.ts';

const record = z.object({
	framework: z.string(),
	version: z.string(),
	name: both,
	audience: z.enum(AUDIENCES),
	adopted_on: partialDay.nullable(),
	theme: z.object({ number: z.int(), name: both }).nullable(),
	requirement: z.int().meta({ description: 'Its number within the framework.' }),
	title: both,
	summary: either,
	certainty,
	source_url: z.string().nullable()
});

/** Frameworks, one record for each requirement. Public. */
export async function frameworkRecords(db: Db): Promise<Reading<z.output<typeof record>>> {
	const rows = await db
		.select({ framework: frameworks, theme: themes, requirement: requirements })
		.from(requirements)
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.leftJoin(themes, eq(themes.id, requirements.themeId))
		.orderBy(asc(frameworks.key), desc(frameworks.version), asc(requirements.number));
	return {
		name: 'frameworks',
		columns: columnsOf(record),
		records: rows.map(({ framework, theme, requirement }) => ({
			framework: framework.key,
			version: framework.version,
			name: { en: framework.nameEn, fr: framework.nameFr },
			audience: framework.audience,
			adopted_on: framework.adoptedOn,
			theme: theme && { number: theme.number, name: { en: theme.nameEn, fr: theme.nameFr } },
			requirement: requirement.number,
			title: { en: requirement.titleEn, fr: requirement.titleFr },
			summary: { en: requirement.summaryEn, fr: requirement.summaryFr },
			certainty: requirement.certainty,
			source_url: requirement.sourceUrl ?? framework.sourceUrl
		}))
	};
}

export const frameworkListing = listing({
	path: '/frameworks',
	title: inBoth(m.comparison_data_frameworks, {}),
	holds: inBoth(m.comparison_data_frameworks_text, {}),
	parameters: z.object({}),
	record,
	paged: false,
	read: frameworkRecords
});
