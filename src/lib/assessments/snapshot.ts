import type { AnswerContent, AttestedContent } from './content.ts';
import type { Continuity } from './vocabulary.ts';

/** What was attested: everything the company said, in one document. */
export interface Snapshot {
	organisation: string;
	framework: string;
	frameworkVersion: string;
	cycle: string;
	answers: (AttestedContent & {
		number: number;
	} & Partial<Continued<string | null>>)[];
}

/** What an answer is beside the last published one, and since which cycle it has said so. */
interface Continued<Since> {
	continuity: Continuity;
	since: Since;
}

interface Assessed {
	organisation: { slug: string };
	framework: { key: string; version: string };
	cycle: { key: string };
	requirements: readonly {
		number: number;
		answer: (AnswerContent & Partial<Continued<{ key: string } | null>>) | null;
	}[];
}

/** An assessment as the document that is attested, its answers in the framework's order. */
export function snapshotOf({ organisation, framework, cycle, requirements }: Assessed): Snapshot {
	return {
		organisation: organisation.slug,
		framework: framework.key,
		frameworkVersion: framework.version,
		cycle: cycle.key,
		answers: requirements.flatMap(({ number, answer }) =>
			answer
				? [
						{
							number,
							rating: answer.rating,
							notApplicable: answer.notApplicable,
							notApplicableKind: answer.notApplicableKind,
							notApplicableReason: answer.notApplicableReason,
							narrative: answer.narrative,
							narrativeLocale: answer.narrativeLocale,
							changeNote: answer.changeNote,
							confidence: answer.confidence,
							visibility: answer.visibility,
							evidence: answer.evidence.map(({ url, title, publisher }) => ({
								url,
								title,
								publisher
							})),
							services: answer.services.map(({ name, rating, notApplicable, note }) => ({
								name,
								rating,
								notApplicable,
								note
							})),
							metrics: answer.metrics.map(({ name, value, unit, period, sourceUrl }) => ({
								name,
								value,
								unit,
								period,
								sourceUrl
							})),
							...(answer.continuity && {
								continuity: answer.continuity,
								since: answer.since?.key ?? null
							})
						}
					]
				: []
		)
	};
}

/** A JSON value as one text, whatever order its keys came in: what is hashed. */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const entries = Object.entries(value)
		.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
		.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`);
	return `{${entries.join(',')}}`;
}
