import type { ParamMatcher } from '@sveltejs/kit';
import { DRAWN_VIEWS } from '#lib/comparison/vocabulary.ts';

/** The last part of the address of a company, where a comparison of companies could stand too. */
export const match: ParamMatcher = (value) =>
	!DRAWN_VIEWS.some((view) => view === `companies/${value}`);
