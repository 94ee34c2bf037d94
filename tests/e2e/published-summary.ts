import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Person } from '#lib/access/actor.ts';
import { withActor } from '#lib/server/db/index.ts';
import { only } from '#lib/server/db/only.ts';
import { summaries } from '#lib/server/db/schema/index.ts';
import {
	changeSummary,
	createSummary,
	publishSummary,
	requestReview,
	startCorrection
} from '#lib/summaries/commands.server.ts';
import { addFigure } from '#lib/summaries/figure-commands.server.ts';
import type { FigureInput } from '#lib/summaries/schema.ts';
import { asSystem } from '../db/world.ts';

export interface Written {
	titleEn: string;
	titleFr: string;
	bodyEn: string;
	bodyFr: string;
	figures: readonly Omit<FigureInput, 'version'>[];
}

interface Office {
	editor: Person;
	publisher: Person;
}

const rowOf = (id: string) =>
	asSystem(async (db) => only(await db.select().from(summaries).where(eq(summaries.id, id))));
const versionOf = async (id: string) => (await rowOf(id)).version;
const idIn = (path: string) => path.split('/').at(-1) ?? '';

/** A summary that one person wrote and another has published; something may happen between. */
export async function publishWritten(
	{ editor, publisher }: Office,
	written: Written,
	before?: (id: string) => Promise<unknown>
) {
	const id = await write(editor, written);
	await before?.(id);
	await publishAsIs({ editor, publisher }, id);
	return { id, slug: (await rowOf(id)).slug };
}

/** A summary that one person wrote and handed to a second. */
export async function handedOn(editor: Person, written: Written) {
	const id = await write(editor, written);
	const ready = await versionOf(id);
	await withActor(editor, (db) => requestReview(db, editor, id, ready));
	return { id, version: await versionOf(id) };
}

async function write(editor: Person, { figures, ...text }: Written): Promise<string> {
	const { titleEn, titleFr } = text;
	const id = idIn(
		await withActor(editor, (db) =>
			createSummary(db, editor, { titleEn, titleFr, token: randomUUID() })
		)
	);
	const change = { ...text, version: await versionOf(id) };
	await withActor(editor, (db) => changeSummary(db, editor, id, change));
	for (const figure of figures) {
		const input = { ...figure, version: await versionOf(id) };
		await withActor(editor, (db) => addFigure(db, editor, id, input));
	}
	return id;
}

/** The next edition of a published summary, with this note and otherwise the same. */
export async function correctWritten(
	{ editor, publisher }: Office,
	id: string,
	note: { correctionNoteEn: string; correctionNoteFr: string }
): Promise<string> {
	const next = idIn(
		await withActor(editor, (db) =>
			startCorrection(db, editor, id, { ...note, token: randomUUID() })
		)
	);
	await publishAsIs({ editor, publisher }, next);
	return next;
}

async function publishAsIs({ editor, publisher }: Office, id: string): Promise<void> {
	const ready = await versionOf(id);
	await withActor(editor, (db) => requestReview(db, editor, id, ready));
	const reviewed = await versionOf(id);
	await withActor(publisher, (db) => publishSummary(db, publisher, id, reviewed));
}
