import type { ParamMatcher } from '@sveltejs/kit';

/** A number as things are counted, from 1. */
export const match: ParamMatcher = (value) => /^[1-9][0-9]{0,2}$/.test(value);
