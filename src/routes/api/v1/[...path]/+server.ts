import { problem } from '#lib/exchange/problem.ts';
import type { RequestHandler } from './$types';

/** Whatever is asked of it: there is nothing at this address. */
export const fallback: RequestHandler = () =>
	problem(404, { detail: 'There is no such file. /en/data lists those there are.' });
