import type { AnswerContent } from './content.ts';

/** What may help an offender, or should stand in no public text, and is read once more before it does. */
export const CONCERNS = ['threshold', 'tool', 'method', 'person', 'file'] as const;
export type Concern = (typeof CONCERNS)[number];

/** Words in the text that raise a concern, as they stand there. */
export interface Raised {
	concern: Concern;
	words: string;
}

/**
 * Signs of each concern, in both languages. Naming the tool, the method or the number at which it acts
 * tells whoever wants to stay below it; a principle is answered by what comes of it.
 */
const SIGNS: Record<Concern, readonly RegExp[]> = {
	threshold: [
		/\b(?:thresholds?|seuils?|cut-?offs?)\b[^.;\n]{0,40}\d[\d.,]*\s?%?/giu,
		/\b(?:confidence|similarity|distance|confiance|similarité)\b[^.;\n]{0,30}\d[\d.,]*\s?%?/giu
	],
	tool: [
		/\b(?:PhotoDNA|CSAI Match|Content Safety API|NeuralHash|PDQ|TMK\+?(?:PDQF)?|vPDQ|Safer(?: Predict)?(?= by Thorn)|Arachnid(?: Shield)?|Hasher-Matcher-Actioner)\b/gu
	],
	method: [
		/\b(?:perceptual|cryptographic|fuzzy)\s+hash\w*|\bhash[- ](?:match\w*|lists?)\b/giu,
		/\b(?:hachage\s+perceptuel|listes?\s+d[’'](?:empreintes|hachage))/giu,
		/\b(?:classifiers?|keyword\s+lists?|blocklists?|classificateurs?|listes?\s+de\s+mots(?:-clés)?)/giu
	],
	person: [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu],
	file: [/\bdata:[\w/+.-]+[;,]\S{0,20}/giu]
};

type PublishableAnswer = Pick<
	AnswerContent,
	| 'narrative'
	| 'notApplicableReason'
	| 'changeNote'
	| 'services'
	| 'metrics'
	| 'evidence'
	| 'visibility'
>;

/** Everything in an answer that was typed by hand. A figure stands beside its name, as it is read. */
const textsOf = (answer: PublishableAnswer): (string | null)[] => [
	answer.narrative,
	answer.notApplicableReason,
	answer.changeNote,
	...answer.services.map(({ note }) => note),
	...answer.metrics.map(({ name, value, unit }) => `${name}: ${value} ${unit}`),
	...answer.evidence.map(({ title }) => title)
];

/** What in an answer to read again before others than the secretariat may read it; nothing where they never will. */
export function concernsIn(answer: PublishableAnswer): Raised[] {
	if (answer.visibility === 'secretariat') return [];
	const text = textsOf(answer).filter(Boolean).join('\n');
	const raised = CONCERNS.flatMap((concern) =>
		SIGNS[concern].flatMap((sign) =>
			[...text.matchAll(sign)].map(([words]) => ({ concern, words: words.trim() }))
		)
	);
	const seen = new Set<string>();
	return raised.filter(({ concern, words }) => {
		const key = `${concern} ${words.toLowerCase()}`;
		return !seen.has(key) && Boolean(seen.add(key));
	});
}

/** The requirements whose answers are to be read again, and for which words. */
export const toReadAgain = (
	requirements: readonly { number: number; answer: PublishableAnswer | null }[]
): { number: number; raised: Raised[] }[] =>
	requirements
		.map(({ number, answer }) => ({ number, raised: answer ? concernsIn(answer) : [] }))
		.filter(({ raised }) => raised.length);
