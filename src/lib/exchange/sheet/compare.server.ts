import {
	changedParts,
	NOTHING_SAID,
	sameAnswer,
	type AnswerContent,
	type AnswerPart
} from '#lib/assessments/content.ts';
import { answerDraft, answerInput, type AnswerInput } from '#lib/assessments/schema.ts';
import { parseValues, type FieldError, type FormValues } from '#lib/forms/parse.ts';
import { baseOf, type SheetContents, type SheetRequirement } from './contents.server.ts';
import type { ReadAnswer, SheetProblem } from './read.ts';
import type { AnswerVerdict } from './vocabulary.ts';

/** What becomes of one answer, and why. */
export interface ComparedAnswer {
	number: number;
	title: SheetRequirement['title'];
	verdict: AnswerVerdict;
	/** The version that is stored now; 0: none. */
	version: number;
	stored: AnswerContent;
	/** What the file says; null where it cannot be told. */
	brought: AnswerContent | null;
	changes: AnswerPart[];
	problems: SheetProblem[];
	/** What is still missing before it is complete. */
	missing: SheetProblem[];
	/** What is to be saved. */
	input: AnswerInput | null;
}

/** What becomes of each answer of a file, beside what is stored. */
export function compareAnswers(
	read: readonly ReadAnswer[],
	contents: SheetContents
): ComparedAnswer[] {
	return read.flatMap((one) => {
		const requirement = contents.requirements.find(({ number }) => number === one.number);
		return requirement ? [compare(one, requirement, contents)] : [];
	});
}

function compare(
	read: ReadAnswer,
	{ number, title, answer }: SheetRequirement,
	{ services }: SheetContents
): ComparedAnswer {
	const version = answer?.version ?? 0;
	const values = withDefaults(read.values, version);
	const parsed = parseValues(answerDraft, { ...values, version: String(version) });
	const problems = [...read.problems];
	if (!parsed.ok)
		for (const problem of problemsOf(parsed.errors, read))
			if (!problems.some(({ sheet, cell }) => sheet === problem.sheet && cell === problem.cell))
				problems.push(problem);
	const input = parsed.ok && !problems.length ? keepUnspoken(parsed.data, answer, read) : null;
	const brought = input && contentOf(input, services);
	const stored: AnswerContent = answer ?? {
		...NOTHING_SAID,
		narrativeLocale: brought?.narrativeLocale ?? 'en'
	};
	return {
		number,
		title,
		version,
		stored,
		brought,
		input,
		problems,
		verdict: brought ? verdictOf(read, { version, stored, brought }) : 'wrong',
		changes: brought ? partsRead(changedParts(stored, brought)) : [],
		missing: input ? missingFrom(values, version, read) : []
	};
}

/** Whether it applies at all is read in the place of the rating. */
const partsRead = (parts: readonly AnswerPart[]): AnswerPart[] => [
	...new Set(parts.map((part) => (part === 'notApplicable' ? 'rating' : part)))
];

/** A line in which nobody wrote anything is open to everyone, as the form is. */
function withDefaults(values: FormValues, version: number): FormValues {
	const says = Object.entries(values).some(
		([name, value]) => value && name !== 'visibility' && name !== 'narrativeLocale'
	);
	if (says || version > 0) return values;
	return {
		...values,
		visibility: values.visibility || NOTHING_SAID.visibility,
		narrativeLocale: values.narrativeLocale || NOTHING_SAID.narrativeLocale
	};
}

function problemsOf(errors: Record<string, FieldError>, { places }: ReadAnswer): SheetProblem[] {
	return Object.entries(errors).map(([name, error]) => {
		const place =
			places[name] ??
			Object.entries(places).find(([field]) => field.startsWith(`${name}.`))?.[1] ??
			places.rating;
		return { ...(place ?? NOWHERE), ...error };
	});
}
const NOWHERE = { sheet: '', cell: '', column: { en: '', fr: '' }, value: '' };

/** What the file has no sheet for stays as it is stored. */
function keepUnspoken(
	input: AnswerInput,
	answer: SheetRequirement['answer'],
	{ speaksOf }: ReadAnswer
): AnswerInput {
	return {
		...input,
		services: speaksOf.services ? input.services : [...(answer?.services ?? [])],
		metrics: speaksOf.figures ? input.metrics : [...(answer?.metrics ?? [])]
	};
}

function contentOf(
	{ rating, version: _, ...said }: AnswerInput,
	services: SheetContents['services']
): AnswerContent {
	return {
		...said,
		rating: typeof rating === 'number' ? rating : null,
		notApplicable: rating === 'na',
		services: said.services.map((line) => ({
			...line,
			name: services.find(({ id }) => id === line.serviceId)?.name ?? ''
		}))
	};
}

function verdictOf(
	{ base, speaksOf }: ReadAnswer,
	{ version, stored, brought }: { version: number; stored: AnswerContent; brought: AnswerContent }
): AnswerVerdict {
	if (sameAnswer(stored, brought)) return 'same';
	if (base?.version === version) return 'changed';
	const now = baseOf(version, brought);
	const isAsItWas =
		base &&
		base.answer === now.answer &&
		(!speaksOf.services || base.services === now.services) &&
		(!speaksOf.figures || base.figures === now.figures);
	return isAsItWas ? 'older' : 'conflict';
}

/** What the form would ask for before it goes on. */
function missingFrom(values: FormValues, version: number, read: ReadAnswer): SheetProblem[] {
	const parsed = parseValues(answerInput, { ...values, version: String(version) });
	return parsed.ok ? [] : problemsOf(parsed.errors, read);
}
