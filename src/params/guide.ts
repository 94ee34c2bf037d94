import type { ParamMatcher } from '@sveltejs/kit';
import { GUIDES } from '#lib/guides/guides.ts';

/** The role that a guide is for. */
export const match: ParamMatcher = (value) => GUIDES.some(({ key }) => key === value);
