import { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { commitmentOptions } from '#lib/commitments/queries.server.ts';
import { commitmentContents } from '#lib/commitments/queries/contents.server.ts';
import { LOCALES } from '#lib/i18n/vocabulary.ts';
import type { Db } from '#lib/server/db/types.ts';
import { offersOf } from '../spreadsheet/columns.ts';
import { valuesOf } from '../spreadsheet/values.ts';
import { FILE_FORMATS } from './vocabulary.ts';

/** The query string of the template's address. */
export const templateQuery = z.object({
	organisation: z.uuid(),
	holds: z.enum(['blank', 'ours']),
	language: z.enum(LOCALES),
	format: z.enum(FILE_FORMATS)
});

/** What a template offers to choose from and, if asked for, the organisation's commitments as its rows. */
export async function templateContents(
	db: Db,
	actor: Actor,
	{ organisation, holds }: Pick<z.output<typeof templateQuery>, 'organisation' | 'holds'>
) {
	const contents = await commitmentContents(db, actor, organisation);
	return {
		offers: offersOf(await commitmentOptions(db, actor)),
		rows:
			holds === 'ours' ? contents.map(({ reference, content }) => valuesOf(reference, content)) : []
	};
}
