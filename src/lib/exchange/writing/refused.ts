import type { RefusalReason } from '#lib/access/refusal.ts';
import { refusalText } from '#lib/access/refusal-labels.ts';
import { errorText } from '#lib/forms/errors.ts';
import type { FieldError } from '#lib/forms/parse.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { PROBLEM, type Problem } from '../problem.ts';
import type { Fault } from './read-body.ts';

const TITLES = {
	400: m.exchange_api_title_400,
	401: m.exchange_api_title_401,
	403: m.exchange_api_title_403,
	404: m.exchange_api_title_404,
	409: m.exchange_api_title_409,
	412: m.exchange_api_title_412,
	415: m.exchange_api_title_415,
	422: m.exchange_api_title_422,
	428: m.exchange_api_title_428,
	429: m.exchange_api_title_429
} satisfies Record<number, () => string>;
type Status = keyof typeof TITLES;

type More = Pick<Problem, 'code' | 'detail' | 'errors'>;

/** A problem document in the language that the request asks for. */
export function refused(
	status: Status,
	more: More & { code: string },
	headers: Record<string, string> = {}
): Response {
	const body: Problem = { type: 'about:blank', title: TITLES[status](), status, ...more };
	return new Response(JSON.stringify(body), {
		status,
		headers: {
			'content-type': PROBLEM,
			'content-language': getLocale(),
			'cache-control': 'no-store',
			...headers
		}
	});
}

/** RFC 6901, as a fragment. */
const pointerTo = (path: readonly string[]): string =>
	`#${path.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;

type Told = NonNullable<Problem['errors']>;

export const faultsTold = (faults: readonly Fault[]): Told =>
	faults.map(({ path, code }) => ({
		pointer: pointerTo(path),
		code,
		detail: code === 'unknown_field' ? m.exchange_api_unknown_field() : errorText({ code })
	}));

/** What a form's schema said, by the names that a form gives its fields. */
export const errorsTold = (errors: Record<string, FieldError>): Told =>
	Object.entries(errors).map(([name, error]) => ({
		pointer: pointerTo(name === 'form' ? [] : name.split('.')),
		code: error.code,
		detail: errorText(error)
	}));

const STATUSES: Partial<Record<RefusalReason, Status>> = {
	not_found: 404,
	not_signed_in: 401,
	not_allowed: 403,
	prove_again: 403,
	second_factor: 403,
	stale: 412,
	personal_address: 422,
	date_order: 422,
	unknown_reference: 422
};

/** Why a command would not, as it says itself; what is missing is told as fields are. */
export function refusalTold(reason: RefusalReason, where: readonly string[]): Response {
	const detail = refusalText(reason);
	const errors = where.map((name) => ({
		pointer: pointerTo(name.split('.')),
		code: reason,
		detail: reason === 'incomplete' ? m.exchange_api_missing() : detail
	}));
	return refused(STATUSES[reason] ?? 409, {
		code: reason,
		detail,
		...(errors.length && { errors })
	});
}
