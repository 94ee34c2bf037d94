import { formatNumber } from '#lib/i18n/format.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { FieldError, FieldErrorCode, FormFailure } from './parse.ts';

const SENTENCES: Record<FieldErrorCode, (error: FieldError) => string> = {
	required: () => m.common_error_required(),
	too_long: ({ limit }) =>
		limit === undefined
			? m.common_error_invalid()
			: m.common_error_too_long({ limit: formatNumber(limit, getLocale()) }),
	choose: () => m.common_error_choose(),
	date: () => m.common_error_date(),
	date_order: () => m.common_error_date_order(),
	currency: () => m.common_error_currency(),
	amount: () => m.common_error_amount(),
	time: () => m.common_error_time(),
	days: () => m.common_error_days(),
	figure: () => m.common_error_figure(),
	web_address: () => m.common_error_web_address(),
	media: () => m.common_error_media(),
	email: () => m.common_error_email(),
	language: () => m.common_error_language(),
	reason_needed: () => m.common_error_reason_needed(),
	rating: () => m.common_error_rating(),
	outside_spread: () => m.common_error_outside_spread(),
	slug: () => m.common_error_slug(),
	confirm: () => m.common_error_confirm(),
	not_asked: () => m.common_error_not_asked(),
	pasted_file: () => m.common_error_pasted_file(),
	address: () => m.common_error_address(),
	invalid: () => m.common_error_invalid()
};

/** What to do about a field, to stand after its label or after “Error:”. */
export function errorText(error: FieldError): string {
	return SENTENCES[error.code](error);
}

/** The ids that describe a field, for `aria-describedby`; undefined when nothing does. */
export function describedBy(
	name: string,
	parts: { hint?: unknown; error?: unknown; note?: unknown }
): string | undefined {
	const ids = (['hint', 'note', 'error'] as const).filter((part) => parts[part]);
	return ids.length ? ids.map((part) => `${name}-${part}`).join(' ') : undefined;
}

/** How the fields of a form are called; `milestones.*.title` names that field of every row. */
export type FieldLabels = Readonly<Record<string, string>>;

/** A field's label by its name, with the row's number (from 1) for one of a list; the name itself when it has none. */
export function labelOf(name: string, labels: FieldLabels): string {
	const own = labels[name];
	if (own) return own;
	const row = /\.(\d+)(?=\.|$)/.exec(name);
	const shared = labels[name.replace(/\.\d+(?=\.|$)/g, '.*')];
	if (!shared) return name;
	return row
		? m.common_error_summary_numbered({ label: shared, number: Number(row[1]) + 1 })
		: shared;
}

/** Whether a page shows a form that was turned back, for the title that then starts with “Error:”. */
export function hasErrors(form: FormFailure | { ok: true } | null | undefined): boolean {
	return form?.ok === false;
}
