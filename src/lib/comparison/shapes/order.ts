import type { Both } from '#lib/charts/shape.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';

/** Places by their name in the reader's language; pillars and kinds in the order they have. */
export function inOrder<Row extends { name: Both }>(
	{ by, rows }: { by: string; rows: readonly Row[] },
	locale: Locale
): Row[] {
	if (by === 'pillar' || by === 'kind') return [...rows];
	const byName = new Intl.Collator(locale);
	return rows.toSorted((a, b) => byName.compare(a.name[locale], b.name[locale]));
}
