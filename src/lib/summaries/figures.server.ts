import { asc, eq, inArray } from 'drizzle-orm';
import { Refusal } from '#lib/access/refusal.ts';
import { isGrid, type FigureAnswer, type FigureViews } from '#lib/comparison/figure.ts';
import { answerFigure, answerViews, viewsOf } from '#lib/comparison/questions.server.ts';
import { figures, type summaries, summaryNumbers } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { boundNumber, type BoundNumber } from './numbers.ts';
import { PUBLIC_STATES } from './vocabulary.ts';

type FigureRow = typeof figures.$inferSelect;
type SummaryRow = Pick<typeof summaries.$inferSelect, 'id' | 'state'>;

/** What is kept of a figure's answer: that of a question that a form spells out is the same data in both languages. */
type Frozen = FigureAnswer | FigureViews;

const frozenViews = (frozen: Frozen): FigureViews => ('chart' in frozen ? viewsOf(frozen) : frozen);

/** A view with the author's words for what it shows in place of those made from the data. */
function told(
	views: FigureViews,
	{ altEn, altFr }: Pick<FigureRow, 'altEn' | 'altFr'>
): FigureViews {
	if (!altEn || !altFr) return views;
	const summary = { en: altEn, fr: altFr };
	const tell = (view: FigureViews['en']) => ({
		...view,
		summary,
		parts:
			view.parts.length === 1
				? view.parts.map((part) =>
						isGrid(part) || !part.chart ? part : { ...part, chart: { ...part.chart, summary } }
					)
				: view.parts
	});
	return { en: tell(views.en), fr: tell(views.fr) };
}

/** The figures of a summary: as frozen once it is published, answered anew while it is in work. */
export async function figuresOf(db: Db, { id, state }: SummaryRow) {
	const rows = await db
		.select()
		.from(figures)
		.where(eq(figures.summaryId, id))
		.orderBy(asc(figures.position));
	const drafting = !PUBLIC_STATES.some((open) => open === state);
	const views = drafting ? askedOnce(db, answerViews) : null;
	const drawn = [];
	// One after the other: they share a connection, and what one refuses must not leave others asking on it.
	for (const figure of rows) {
		const { id, position, question, filters, captionEn, captionFr, altEn, altFr, shown } = figure;
		const answer = views ? await views(question, filters) : frozenViews(figure.frozen as Frozen);
		drawn.push({
			id,
			position,
			question,
			filters,
			captionEn,
			captionFr,
			altEn,
			altFr,
			shown,
			caption: { en: captionEn, fr: captionFr },
			views: told(answer, figure)
		});
	}
	return drawn;
}
export type DrawnFigure = Awaited<ReturnType<typeof figuresOf>>[number];

type Ask<T> = (db: Db, question: FigureRow['question'], filters: unknown) => Promise<T>;

/** Asks once what several figures ask in the same words. */
function askedOnce<T>(db: Db, ask: Ask<T>) {
	const answers = new Map<string, Promise<T>>();
	return (question: FigureRow['question'], filters: unknown): Promise<T> => {
		const words = JSON.stringify([question, filters]);
		const answer = answers.get(words) ?? ask(db, question, filters);
		answers.set(words, answer);
		return answer;
	};
}

/** The numbers of a summary's text as its figures give them: as frozen once it is published. */
export async function numbersOf(
	db: Db,
	{ id }: SummaryRow,
	drawn: readonly DrawnFigure[]
): Promise<BoundNumber[]> {
	const rows = await db
		.select()
		.from(summaryNumbers)
		.where(eq(summaryNumbers.summaryId, id))
		.orderBy(asc(summaryNumbers.position));
	return rows.flatMap(({ figureId, ...source }) => {
		const figure = drawn.find((one) => one.id === figureId);
		return figure ? [boundNumber(source, figure)] : [];
	});
}

/** The numbers of published editions, as they were frozen, by edition. */
export async function frozenNumbers(
	db: Db,
	ids: readonly string[]
): Promise<(id: string) => BoundNumber[]> {
	const rows = ids.length
		? await db
				.select({ source: summaryNumbers, position: figures.position, frozen: figures.frozen })
				.from(summaryNumbers)
				.innerJoin(figures, eq(figures.id, summaryNumbers.figureId))
				.where(inArray(summaryNumbers.summaryId, [...ids]))
				.orderBy(asc(summaryNumbers.position))
		: [];
	return (id) =>
		rows.flatMap(({ source, position, frozen }) =>
			source.summaryId === id && frozen
				? [boundNumber(source, { position, views: frozenViews(frozen as Frozen) })]
				: []
		);
}

/** The same numbers as the record gives them today, for what was frozen earlier; null where it gives none. */
export async function numbersNow(
	db: Db,
	numbers: readonly BoundNumber[],
	drawn: readonly DrawnFigure[]
): Promise<BoundNumber[]> {
	const asked = drawn.filter(({ position }) => numbers.some(({ figure }) => figure === position));
	const views = askedOnce(db, answerOrNone);
	const now = new Map<number, FigureViews | null>();
	for (const { position, question, filters } of asked)
		now.set(position, await views(question, filters));
	return numbers.map((number) => {
		const shown = now.get(number.figure);
		return shown
			? boundNumber(number, { position: number.figure, views: shown })
			: { ...number, value: null };
	});
}

/** What a summary says may be about things that no longer exist under their name. */
const answerOrNone: Ask<FigureViews | null> = (db, question, filters) =>
	answerViews(db, question, filters).catch((thrown: unknown) => {
		if (thrown instanceof Refusal && thrown.reason === 'not_found') return null;
		throw thrown;
	});

/** Every figure of a summary, in its order, held against other changes until the transaction ends. */
export const lockFigures = (db: Db, id: string): Promise<FigureRow[]> =>
	db
		.select()
		.from(figures)
		.where(eq(figures.summaryId, id))
		.orderBy(asc(figures.position))
		.for('update');

/** Freezes what figures show, as of now. */
export async function freezeFigures(db: Db, drawn: readonly FigureRow[], now: Date): Promise<void> {
	for (const { id, question, filters } of drawn) {
		const frozen: Frozen =
			question === 'view'
				? await answerViews(db, question, filters)
				: await answerFigure(db, question, filters);
		await db.update(figures).set({ frozen, frozenAt: now }).where(eq(figures.id, id));
	}
}

/** Puts the figures of one summary, and the numbers bound to them, into another; `anew` says what each asks there. */
export async function copyFigures(
	db: Db,
	from: string,
	to: string,
	anew: (figure: FigureRow) => Pick<FigureRow, 'question' | 'filters'> = (figure) => figure
): Promise<void> {
	const kept = await db.select().from(figures).where(eq(figures.summaryId, from));
	if (!kept.length) return;
	const made = await db
		.insert(figures)
		.values(
			kept.map((figure) => {
				const { position, captionEn, captionFr, altEn, altFr, shown } = figure;
				const { question, filters } = anew(figure);
				const words = { captionEn, captionFr, altEn, altFr };
				return { ...words, summaryId: to, position, question, filters, shown };
			})
		)
		.returning({ id: figures.id, position: figures.position });
	const numbers = await db.select().from(summaryNumbers).where(eq(summaryNumbers.summaryId, from));
	const bound = numbers.flatMap(({ id: _, figureId, ...number }) => {
		const position = kept.find(({ id }) => id === figureId)?.position;
		const figure = made.find((one) => one.position === position);
		return figure ? [{ ...number, summaryId: to, figureId: figure.id }] : [];
	});
	if (bound.length) await db.insert(summaryNumbers).values(bound);
}
