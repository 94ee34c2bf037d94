import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { askForReply } from '#lib/summaries/replies.server.ts';
import { as, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';
import { asSystem } from './world.ts';

/** A passage that an organisation was shown of a summary in work, every call on it, and setting a time for that summary. */
export async function passageCases(stage: Stage): Promise<Record<string, Case>> {
	const { owner } = stage.world;
	const said = { bodyEn: 'It is late.', bodyFr: 'Elle tarde.' };
	const { id: summary } = await asSystem(async (db) =>
		only(
			await db
				.insert(t.summaries)
				.values({ slug: 'names-somebody', titleEn: 'N', titleFr: 'N', ...said })
				.returning()
		)
	);
	const input = () => ({
		organisationId: owner.id,
		passageEn: said.bodyEn,
		passageFr: said.bodyFr,
		replyDays: 7,
		token: randomUUID()
	});
	await as(stage.who('editor'), askForReply, summary, input());
	const passage = only(
		await asSystem((db) =>
			db.select().from(t.summaryReplies).where(eq(t.summaryReplies.summaryId, summary))
		)
	).id;
	const by = (name: string, ...given: unknown[]): Case => ({ by: name, given });
	const today = new Date().toISOString().slice(0, 10);
	return {
		askForReply: by('editor', summary, input()),
		dropPassage: by('editor', summary, { passage, reason: 'Reworded' }),
		replyToPassage: by('approver', passage, { replyEn: 'It is not.', version: 1 }),
		getRequests: by('editor', summary),
		getOwnPassage: by('viewer', passage, today),
		passageTasks: by('contributor', today),
		scheduleSummary: by('publisher', summary, { at: new Date('2099-01-01'), version: 1 }),
		callBackSummary: by('editor', summary, 1)
	};
}
