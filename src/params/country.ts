import type { ParamMatcher } from '@sveltejs/kit';

/** A country by its code, in capitals. */
export const match: ParamMatcher = (value) => /^[A-Z]{2}$/.test(value);
