import type { Both } from '#lib/charts/shape.ts';
import { formatPartialDate } from '#lib/i18n/format.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import type { ViewFigure } from '../figure.ts';
import type { Method } from '../vocabulary.ts';

/** A view of a comparison that can be taken away: its figure, and what its numbers mean. */
export interface View {
	figure: ViewFigure;
	methods: readonly Method[];
	/** The page that shows it, and the parameters of its address that mean something. */
	page: string;
	filters: Record<string, string>;
	/** The past day as of which it stands; nothing where that is today. */
	on: string | undefined;
}

/** The reader's language, the day that it is or that is asked for, and which page of rows is asked for. */
export interface Asked {
	asOf: string;
	locale: Locale;
	rows: number;
}

/** Reads a view under the filters of an address. */
export type ReadView = (
	db: Db,
	params: URLSearchParams,
	asked: Asked
) => Promise<Pick<View, 'methods' | 'page'> & { figure: ViewFigure | null }>;

/** What is counted as it stood on one day. */
export const onDay = (day: string): Both =>
	inBoth(m.comparison_card_on_day, (locale) => ({ date: formatPartialDate(day, locale) }));
