import { SMALLEST_GROUP, type Disclosure } from '#lib/frameworks/vocabulary.ts';

/**
 * Whether a sum over `count` organisations may be shown to the public.
 *
 * DESIGN §3 keeps an aggregate of fewer than five from those who may not see the single answers. The
 * comparisons count public ratings only: where a framework shows answers one by one, whoever sees the
 * sum sees every answer in it, so it says nothing new however small, and it is shown. How many answers
 * are not public is no secret either: the matrix says so in each company's row. Where a framework is
 * shown in aggregate only, nobody sees the single answers, and fewer than five are not summed.
 */
export function mayShowAggregate(disclosure: Disclosure, count: number): boolean {
	return disclosure === 'per_organisation' || count >= SMALLEST_GROUP;
}
