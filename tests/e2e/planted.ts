import type { Person } from '#lib/access/actor.ts';
import type { Organisation } from '../fixtures.ts';

/** One word for each circle of readers, none of which another may come upon. */
export interface Words {
	/** Whose it is and the secretariat. */
	secret: string;
	/** Partners too. */
	partners: string;
	/** The secretariat alone. */
	office: string;
	/** Whose it is alone. */
	draft: string;
	/** The person alone who brought it in. */
	file: string;
}

/** Whose things are planted, who writes them, and with which words. */
export interface Planting extends Words {
	company: Organisation;
	submitter: Person;
	ministry: Organisation;
	liaison: Person;
	editor: Person;
}

/** A number of a figure's unit, which is shorter than a word may be. */
export const asUnit = (word: string) => word.slice(0, 50);

/** A figure in which every text is this word. */
export const figureOf = (word: string) => ({
	name: word,
	value: 1,
	unit: asUnit(word),
	period: asUnit(word),
	sourceUrl: `https://example.org/${word}`
});
