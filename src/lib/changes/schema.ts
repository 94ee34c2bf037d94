import { z } from 'zod';
import { flowFilters } from '#lib/comparison/schema.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { DAYS_BACK } from './vocabulary.ts';

const day = z.iso.date({ error: 'choose' });

/** Between which days, both included, and of whom: the query string of the page, of its files and of the feed. */
export const changeFilters = z
	.object({
		from: day.optional(),
		to: day.optional(),
		country: flowFilters.shape.country,
		company: flowFilters.shape.forum,
		/** Number of a Voluntary Principle. */
		principle: z.coerce.number().int().min(1).max(200).optional(),
		forum: flowFilters.shape.forum
	})
	.refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
		path: ['from'],
		error: 'The first day is after the last.'
	});
export type ChangeFilters = z.output<typeof changeFilters>;

/** Where the page goes on. */
export const changePage = z.object({ after: z.string().max(400).optional() });

export const feedLanguage = z.object({ lang: z.enum(LOCALES).default('en') });

export interface Period {
	/** The first and the last day, both included. */
	from: string;
	to: string;
}

/** The day that is so many days after another one. */
export function dayAfter(start: string, days: number): string {
	const moment = new Date(`${start}T00:00:00Z`);
	moment.setUTCDate(moment.getUTCDate() + days);
	return moment.toISOString().slice(0, 10);
}

/** Without the days that are meant where none is named, so that what is kept of an address goes on with time. */
export function withoutUsual(filters: ChangeFilters, today: string): ChangeFilters {
	const to = filters.to === today ? undefined : filters.to;
	const from = filters.from === periodOf({ to }, today).from ? undefined : filters.from;
	return { ...filters, from, to };
}

/** The period that is asked for: up to today, and over the last days, where nothing else is said. */
export function periodOf({ from, to }: Partial<Period>, today: string): Period {
	const last = to ?? (from !== undefined && from > today ? from : today);
	return { from: from ?? dayAfter(last, 1 - DAYS_BACK), to: last };
}
