import type { Both } from '#lib/charts/shape.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';

/** Bars that a drawing holds before their names meet one another. */
export const MOST_BARS = 30;

/**
 * The groups that a chart draws: where they are too many, those of which most is on record, in the order given;
 * and the summary that says so.
 */
export function drawnOf<Group extends { counts: { total: number } }>(
	groups: readonly Group[],
	summary: Both
): { drawn: readonly Group[]; summary: Both } {
	if (groups.length <= MOST_BARS) return { drawn: groups, summary };
	const most = groups.toSorted((a, b) => b.counts.total - a.counts.total).slice(0, MOST_BARS);
	const cut = inBoth(m.comparison_most_bars, { drawn: MOST_BARS, count: groups.length });
	return {
		drawn: groups.filter((group) => most.includes(group)),
		summary: { en: `${summary.en} ${cut.en}`, fr: `${summary.fr} ${cut.fr}` }
	};
}
