import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';

/** Words of the interface, in a language. */
export type Words = (none: Record<string, never>, options: { locale: Locale }) => string;

/** A field that stands there for either language: the one of the reader's language. */
export const inOwn =
	(en: Words, fr: Words): Words =>
	(none, options) =>
		options.locale === 'fr' ? fr(none, options) : en(none, options);

/** The words that stand before what differs: the name of a record, a number. */
export const upTo =
	(words: (given: string, options: { locale: Locale }) => string): Words =>
	(_, options) =>
		words(HERE, options).split(HERE)[0]?.trim() ?? '';
const HERE = '…';

/** What is typed, in the language of the page. */
export type Typed = string | Record<Locale, string>;

/**
 * What is done at a step, by the words that stand on the page: `Name` is one of those that the step's text names, so
 * that nothing is done that the text does not tell.
 */
export type Deed<Name extends string = string> =
	| { open: string }
	/** A link by its words, or the record with this title. */
	| { follow: Name }
	| { find: Typed }
	/** A button by its words; more than once where each press leads to the next of a kind. */
	| { press: Name; times?: number }
	| { fill: Name; with: Typed }
	| { choose: Name; in: Name }
	/** A record, by its name, in a list to choose from. */
	| { take: Typed; in: Name }
	| { tick: Name }
	| { see: Name }
	/** The picture is taken now: from the top of the page, or from what stands there under these words. */
	| { picture: Name | 'top' };

export interface Step {
	/** Says what to do, naming what stands on the page as it is written there. */
	text: (locale: Locale) => string;
	names: Readonly<Record<string, Words>>;
	deeds: readonly Deed[];
	/** The person of the demonstration who does it, by e-mail address; null: nobody is signed in. */
	as: string | null;
	/** The picture that shows it, by the name of its file, and what is to be seen in it. */
	picture?: { name: string; alt: Words };
}

/** Pictures of all guides have one size, in pixels. */
export const PICTURE = { width: 960, height: 600 };

export const pictureAddress = (name: string, locale: Locale): string =>
	`/guides/${locale}/${name}.webp`;

type Given<Names extends Record<string, Words>> = Pick<Step, 'as' | 'picture'> & {
	text: (named: { [Name in keyof Names]: string }, options: { locale: Locale }) => string;
	names: Names;
	deeds?: readonly Deed<Extract<keyof Names, string>>[];
};

/** A step whose text names what is pressed, filled in and seen: all of it, and nothing else. */
export const step = <Names extends Record<string, Words>>({
	text,
	names,
	deeds = [],
	...given
}: Given<Names>): Step => ({
	...given,
	names,
	deeds,
	text: (locale) => text(quoted(names, locale), { locale })
});

/** The names as they stand in a text: marked as what is written so on the page. */
function quoted<Names extends Record<string, Words>>(names: Names, locale: Locale) {
	const marked: Record<string, string> = {};
	for (const [name, words] of Object.entries(names))
		marked[name] = m.guides_named({ words: words({}, { locale }) }, { locale });
	return marked as { [Name in keyof Names]: string };
}

export interface Guide {
	key: 'reader' | 'partner' | 'liaison' | 'company' | 'reviewer' | 'secretariat';
	title: Words;
	lead: Words;
	/** What comes when, in the course of a year. */
	year: readonly Words[];
	steps: readonly Step[];
}
