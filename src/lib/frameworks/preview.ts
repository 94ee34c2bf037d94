import type { Bilingual } from '#lib/i18n/bilingual.ts';
import type { FrameworkFile } from './file-schema.ts';

/**
 * Where a requirement of a new version stands towards the version before: mapped so that a trend goes
 * on, mapped so that it breaks, not mapped though the earlier version has one of the same name, or new.
 */
export const STANDINGS = ['comparable', 'not_comparable', 'unmapped', 'added'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface PreviewedRequirement {
	number: number;
	title: Bilingual;
	/** Null in the first version, which stands towards nothing. */
	standing: Standing | null;
	/** Requirements of the earlier version that lead to it. */
	from: number[];
	reworded: boolean;
	note: Bilingual | null;
}

export interface VersionPreview {
	requirements: PreviewedRequirement[];
	/** Requirements of the earlier version that lead to none of this one. */
	dropped: { number: number; title: Bilingual }[];
}

type Requirement = FrameworkFile['requirements'][number];

/** What a version brings, against the one before; pure. */
export function previewOf(file: FrameworkFile, before: FrameworkFile | null): VersionPreview {
	const earlier = before?.requirements ?? [];
	const leading = new Set(file.mappings.map(({ from }) => from));
	return {
		requirements: file.requirements.map((one) => {
			const mappings = file.mappings
				.filter(({ to }) => to === one.number)
				.sort((a, b) => Number(b.comparable) - Number(a.comparable) || a.from - b.from);
			const [first] = mappings;
			const origin = first && earlier.find(({ number }) => number === first.from);
			return {
				number: one.number,
				title: one.title,
				standing: before ? standingOf(one, first, earlier) : null,
				from: mappings.map(({ from }) => from),
				reworded: !!origin && wordsOf(origin) !== wordsOf(one),
				note: first?.note ?? null
			};
		}),
		dropped: earlier
			.filter(({ number }) => !leading.has(number))
			.map(({ number, title }) => ({ number, title }))
	};
}

function standingOf(
	one: Requirement,
	first: FrameworkFile['mappings'][number] | undefined,
	earlier: readonly Requirement[]
): Standing {
	if (first) return first.comparable ? 'comparable' : 'not_comparable';
	const namesake = earlier.some(
		({ title, key }) =>
			title.en === one.title.en ||
			title.fr === one.title.fr ||
			(key !== undefined && key === one.key)
	);
	return namesake ? 'unmapped' : 'added';
}

const wordsOf = ({ title, summary }: Requirement) =>
	JSON.stringify([title.en, title.fr, summary?.en, summary?.fr]);
