import type { ParamMatcher } from '@sveltejs/kit';
import { DRAWN_VIEWS, type DrawnView } from '#lib/comparison/vocabulary.ts';

/** A comparison whose chart can be taken away. */
export const match = ((value): value is DrawnView =>
	DRAWN_VIEWS.some((view) => view === value)) satisfies ParamMatcher;
