import { formatNumber } from './format.ts';
import type { Locale } from './vocabulary.ts';

/** Words that need nothing put into them: in the reader’s language, or in the one that is asked for. */
export type Label = (inputs?: Record<string, never>, options?: { locale: Locale }) => string;

type Message<Inputs> = (inputs: Inputs, options: { locale: Locale }) => string;

/**
 * A message in both languages at once, for what is kept and read later in either. Inputs that are
 * themselves words or formatted numbers are given by language.
 */
export function inBoth<Inputs>(
	message: Message<Inputs>,
	inputs: NoInfer<Inputs> | ((locale: Locale) => NoInfer<Inputs>)
): Record<Locale, string> {
	const given = (locale: Locale) =>
		typeof inputs === 'function' ? (inputs as (locale: Locale) => Inputs)(locale) : inputs;
	return {
		en: message(given('en'), { locale: 'en' }),
		fr: message(given('fr'), { locale: 'fr' })
	};
}

/** The same where all that goes in are counts: each language writes them in its way. */
export const countsInBoth = <Name extends string>(
	message: Message<Record<Name, string>>,
	counts: Readonly<Record<NoInfer<Name>, number>>
) =>
	inBoth(message, (locale) => {
		const written = Object.entries<number>(counts).map(([name, count]) => [
			name,
			formatNumber(count, locale)
		]);
		return Object.fromEntries(written) as Record<Name, string>;
	});
