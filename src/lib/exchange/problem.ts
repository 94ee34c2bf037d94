import { z } from 'zod';
import type { RefusalReason } from '#lib/access/refusal.ts';

/** What went wrong, for a machine and for the person who reads its log (RFC 9457). */
export const problemDocument = z.object({
	type: z.literal('about:blank'),
	title: z.string(),
	status: z.int(),
	detail: z.string().optional(),
	/** What it is, for a program that is to do something about it. */
	code: z.string().optional(),
	/** Fields of the body that were not taken, each by a JSON Pointer. */
	errors: z
		.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))
		.optional(),
	/** Query parameters that could not be read. */
	parameters: z.array(z.object({ name: z.string(), detail: z.string() })).optional()
});
export type Problem = z.output<typeof problemDocument>;

export const PROBLEM = 'application/problem+json';

const TITLES: Record<number, string> = {
	400: 'Bad Request',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed',
	429: 'Too Many Requests',
	500: 'Internal Server Error',
	503: 'Service Unavailable'
};

export function problem(
	status: number,
	more: Pick<Problem, 'detail' | 'parameters'> = {}
): Response {
	const body: Problem = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, ...more };
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			'content-type': PROBLEM,
			'access-control-allow-origin': '*',
			'cache-control': 'no-store'
		}
	});
}

/** Says which parameters of a query string could not be read, and why. */
export const notUnderstood = (
	issues: readonly Pick<z.core.$ZodIssue, 'path' | 'message'>[]
): Response =>
	problem(400, {
		detail: 'Some parameters of the query could not be read.',
		parameters: issues.map(({ path, message }) => ({ name: path.join('.'), detail: message }))
	});

/** The HTTP status of a refusal: those who may not are told so, everything else is not there. */
export function statusOf(reason: RefusalReason): number {
	return reason === 'not_allowed' || reason === 'not_signed_in' ? 403 : 404;
}
