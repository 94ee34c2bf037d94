import { problem } from '#lib/exchange/problem.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () =>
	problem(404, { detail: 'There is no such file. /en/data lists those there are.' });
