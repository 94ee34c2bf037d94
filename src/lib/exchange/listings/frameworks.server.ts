import { asc, desc, eq } from 'drizzle-orm';
import { frameworks, requirements, themes } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Reading } from '../public-reading.server.ts';

/** Frameworks, one record for each requirement. Public. */
export async function frameworkRecords(db: Db): Promise<Reading> {
	const rows = await db
		.select({ framework: frameworks, theme: themes, requirement: requirements })
		.from(requirements)
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.leftJoin(themes, eq(themes.id, requirements.themeId))
		.orderBy(asc(frameworks.key), desc(frameworks.version), asc(requirements.number));
	return {
		name: 'frameworks',
		columns: [
			'framework',
			'version',
			'name_en',
			'name_fr',
			'audience',
			'adopted_on',
			'theme_number',
			'theme_name_en',
			'theme_name_fr',
			'requirement',
			'title_en',
			'title_fr',
			'summary_en',
			'summary_fr',
			'certainty',
			'source_url'
		],
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
