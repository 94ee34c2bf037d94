import {
	MODEL_NATIONAL_RESPONSE,
	PILLARS,
	VOLUNTARY_PRINCIPLES,
	type Audience,
	type Disclosure
} from '#lib/frameworks/vocabulary.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { only } from '#lib/server/db/only.ts';
import type { Db } from '#lib/server/db/types.ts';
import { eq } from 'drizzle-orm';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import type { Reference } from '../read.server.ts';
import { idsBy, upsert } from '../upsert.server.ts';
import { RATING_SCALE } from '../rating-scale.ts';

interface FrameworkFile {
	framework: {
		key: string;
		version: string;
		nameEn: string;
		nameFr: string;
		descriptionEn: string;
		descriptionFr: string;
		audience: Audience;
		disclosure: Disclosure;
		adoptedOn: string;
		sourceUrl: string;
		sourceUrlFr: string | null;
	};
	themes: { number: number; name: Bilingual }[];
	requirements: {
		number: number;
		theme?: number;
		key?: string;
		title: Bilingual;
		summary?: Bilingual;
		unverified?: boolean;
		source: string;
	}[];
	rated: boolean;
}

/** The Voluntary Principles, the Model National Response and the four pillars, with their scales. */
export async function loadFrameworks(db: Db, reference: Reference): Promise<void> {
	for (const file of [principles(reference), nationalResponse(reference), pillars(reference)])
		await loadFramework(db, file);
}

async function loadFramework(db: Db, { framework, themes, requirements, rated }: FrameworkFile) {
	await upsert(db, t.frameworks, [framework], [t.frameworks.key, t.frameworks.version]);
	const { id: frameworkId } = only(
		await db
			.select({ id: t.frameworks.id })
			.from(t.frameworks)
			.where(eq(t.frameworks.key, framework.key))
	);
	await upsert(
		db,
		t.themes,
		themes.map(({ number, name }) => ({
			frameworkId,
			number,
			nameEn: name.en ?? '',
			nameFr: name.fr ?? ''
		})),
		[t.themes.frameworkId, t.themes.number]
	);
	const themeId = idsBy(
		await db.select().from(t.themes).where(eq(t.themes.frameworkId, frameworkId)),
		(theme) => String(theme.number)
	);
	await upsert(
		db,
		t.requirements,
		requirements.map((requirement) => ({
			frameworkId,
			themeId: requirement.theme ? themeId(String(requirement.theme)) : null,
			number: requirement.number,
			key: requirement.key ?? null,
			titleEn: requirement.title.en ?? '',
			titleFr: requirement.title.fr ?? '',
			summaryEn: requirement.summary?.en ?? null,
			summaryFr: requirement.summary?.fr ?? null,
			certainty: requirement.unverified ? ('unverified' as const) : ('confirmed' as const),
			sourceUrl: requirement.source
		})),
		[t.requirements.frameworkId, t.requirements.number]
	);
	if (rated)
		await upsert(
			db,
			t.ratingLevels,
			RATING_SCALE.map((level) => ({ frameworkId, ...level })),
			[t.ratingLevels.frameworkId, t.ratingLevels.value]
		);
}

function principles({ principles: file }: Reference): FrameworkFile {
	return {
		framework: {
			key: VOLUNTARY_PRINCIPLES,
			version: '2020',
			nameEn: 'Voluntary Principles to Counter Online Child Sexual Exploitation and Abuse',
			nameFr:
				'Principes volontaires de lutte contre l’exploitation et les abus sexuels des enfants en ligne',
			descriptionEn:
				'Eleven principles for technology companies, launched by the governments of the Five Country Ministerial with six companies. They are voluntary: a company that endorses them has not by that put them in place.',
			descriptionFr:
				'Onze principes destinés aux entreprises technologiques, lancés par les gouvernements de la réunion ministérielle des cinq pays avec six entreprises. Ils sont volontaires : y adhérer ne veut pas dire les avoir mis en œuvre.',
			audience: 'companies',
			disclosure: 'per_organisation',
			adoptedOn: file.launched,
			sourceUrl: file.source,
			sourceUrlFr: file.source_fr
		},
		themes: file.themes,
		requirements: file.principles.map((principle) => ({
			...principle,
			theme: principle.theme.number
		})),
		rated: true
	};
}

function nationalResponse({ bodies: { model_national_response: file } }: Reference): FrameworkFile {
	return {
		framework: {
			key: MODEL_NATIONAL_RESPONSE,
			version: String(file.published),
			nameEn: 'WeProtect Model National Response',
			nameFr: 'Réponse nationale modèle de WeProtect',
			descriptionEn:
				'Twenty-one capabilities in six domains that a country needs. Governments assess themselves; answers are shown only in aggregate unless a government publishes its own, and are never ranked.',
			descriptionFr:
				'Vingt et une capacités, dans six domaines, dont un pays a besoin. Les gouvernements s’évaluent eux-mêmes; les réponses ne sont montrées qu’ensemble, sauf si un gouvernement publie les siennes, et ne sont jamais classées.',
			audience: 'governments',
			disclosure: 'aggregate_only',
			adoptedOn: String(file.published),
			sourceUrl: file.source,
			sourceUrlFr: null
		},
		themes: file.domains.map(({ name }, index) => ({ number: index + 1, name })),
		requirements: file.domains.flatMap((domain, index) =>
			domain.capabilities.map(({ number, name, unverified }) => ({
				number,
				theme: index + 1,
				title: name,
				unverified,
				source: file.source
			}))
		),
		rated: true
	};
}

function pillars({ bodies: { bodies } }: Reference): FrameworkFile {
	const strategy = bodies.find((body) => body.pillars);
	if (!strategy?.pillars) throw new Error('reference data: bodies.json: no body has pillars');
	return {
		framework: {
			key: PILLARS,
			version: String(strategy.year_founded),
			nameEn: 'Pillars of Canada’s National Strategy',
			nameFr: 'Piliers de la Stratégie nationale du Canada',
			descriptionEn: 'The four pillars by which commitments are grouped.',
			descriptionFr: 'Les quatre piliers selon lesquels les engagements sont regroupés.',
			audience: 'commitments',
			disclosure: 'per_organisation',
			adoptedOn: String(strategy.year_founded),
			sourceUrl: strategy.source[0] ?? strategy.url,
			sourceUrlFr: null
		},
		themes: [],
		requirements: strategy.pillars.map(({ key, en, fr }, index) => ({
			number: index + 1,
			key,
			title: { en, fr },
			source: strategy.source[0] ?? strategy.url
		})),
		rated: false
	};
}
