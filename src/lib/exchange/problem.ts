import type { RefusalReason } from '#lib/access/refusal.ts';

/** What went wrong, for a machine and for the person who reads its log (RFC 9457). */
interface Problem {
	type: 'about:blank';
	title: string;
	status: number;
	detail?: string;
	/** Query parameters that could not be read. */
	parameters?: { name: string; detail: string }[];
}

const TITLES: Record<number, string> = {
	400: 'Bad Request',
	403: 'Forbidden',
	404: 'Not Found',
	405: 'Method Not Allowed'
};

export function problem(
	status: number,
	more: Pick<Problem, 'detail' | 'parameters'> = {}
): Response {
	const body: Problem = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, ...more };
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			'content-type': 'application/problem+json',
			'access-control-allow-origin': '*',
			'cache-control': 'no-store'
		}
	});
}

/** The HTTP status of a refusal: those who may not are told so, everything else is not there. */
export function statusOf(reason: RefusalReason): number {
	return reason === 'not_allowed' || reason === 'not_signed_in' ? 403 : 404;
}
