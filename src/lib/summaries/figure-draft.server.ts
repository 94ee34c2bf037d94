import type { Actor } from '#lib/access/actor.ts';
import { record } from '#lib/audit/record.server.ts';
import { tablesOf } from '#lib/comparison/views/tables.ts';
import { summaryNumbers } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { change, find, subject } from './editing.server.ts';
import { draftLines, draftSection } from './figure-draft.ts';
import { figuresOf, numbersOf } from './figures.server.ts';
import { placesIn } from './rules.ts';

/**
 * Adds to the text of both languages a section for each figure that neither places yet: what its rows say, with
 * numbers that are bound to it, and the figure. By rule from the data; a person reads and shortens it.
 */
export async function draftFigures(
	db: Db,
	actor: Actor,
	id: string,
	version: number
): Promise<void> {
	const { person, row } = await find(db, actor, id, 'summary.edit');
	const drawn = await figuresOf(db, row);
	const placed = new Set([...placesIn(row.bodyEn), ...placesIn(row.bodyFr)]);
	const numbers = await numbersOf(db, row, drawn);
	let next = Math.max(0, ...numbers.map(({ position }) => position));
	const sections = drawn
		.filter(({ shown, position }) => shown && !placed.has(position))
		.map(({ id: figureId, position, views, caption }) => {
			const { title } = views.en;
			const lines = draftLines(tablesOf(views)).map((line) => ({
				...line,
				at: (next += 1),
				wholeAt: line.whole ? (next += 1) : null
			}));
			return {
				figureId,
				position,
				title: { en: caption.en || title.en, fr: caption.fr || title.fr },
				lines
			};
		});
	if (!sections.length) return;
	const bound = sections.flatMap(({ figureId, lines }) =>
		lines.flatMap(({ number, whole, at, wholeAt }) => [
			{ ...number, summaryId: id, figureId, position: at },
			...(whole && wholeAt !== null
				? [{ ...whole, summaryId: id, figureId, position: wholeAt }]
				: [])
		])
	);
	if (bound.length) await db.insert(summaryNumbers).values(bound);
	const added = (text: string, locale: 'en' | 'fr') =>
		[text.trim(), ...sections.map((section) => draftSection(section, locale))]
			.filter(Boolean)
			.join('\n\n');
	await change(db, person, row, version, {
		bodyEn: added(row.bodyEn, 'en'),
		bodyFr: added(row.bodyFr, 'fr')
	});
	await record(db, actor, 'summary.changed', subject(row), { drafted: sections.length });
}
