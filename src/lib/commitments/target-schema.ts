import { z } from 'zod';
import { formToken, partialDate, text, version } from '#lib/forms/fields.ts';
import { parseFigure } from '#lib/forms/figures.ts';
import { always, date, hasTitle, line, orNull, recordId, rows, title } from './form-fields.ts';
import { FIGURE_DIGITS, TARGETS_AT_MOST } from './vocabulary.ts';

/** A figure as typed in either language, with as many decimals as a target has. */
const figure = text(40).transform((typed, context) => {
	const parsed = parseFigure(typed, FIGURE_DIGITS);
	if (parsed !== null) return parsed / 10 ** FIGURE_DIGITS;
	context.addIssue({ code: 'custom', message: 'figure' });
	return z.NEVER;
});

const target = z
	.object({
		titleEn: title,
		titleFr: title,
		unitEn: line,
		unitFr: line,
		baseline: orNull(figure),
		target: figure,
		dueOn: date
	})
	.refine(hasTitle, { path: ['titleEn'], error: 'language', ...always });

export const targetInput = target.safeExtend({ token: formToken });
export const targetChange = target.safeExtend({ id: z.uuid(), version });
export type TargetInput = z.output<typeof targetInput>;
export type TargetChange = z.output<typeof targetChange>;

/** What an update reports of each target: a figure and the period that it is of. Rows without a figure are left out. */
export const targetValues = rows(
	z
		.object({ of: recordId, period: orNull(partialDate), value: orNull(figure) })
		.refine(({ period, value }) => typeof value !== 'number' || period, {
			path: ['period'],
			error: 'required',
			...always
		}),
	TARGETS_AT_MOST
).transform((all) =>
	all.flatMap(({ of, period, value }) =>
		value !== null && period ? [{ targetId: of, period, value }] : []
	)
);
