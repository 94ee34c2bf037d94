import { eq, isNotNull, sql } from 'drizzle-orm';
import type { Person } from '#lib/access/actor.ts';
import { REPORTABLE_STATUSES } from '#lib/commitments/vocabulary.ts';
import { wordingOf } from '#lib/commitments/wording.ts';
import { FINDING_DIRECTIONS, FINDING_STATES, FINDING_VOICES } from '#lib/frameworks/vocabulary.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { PUBLIC_STATES, SUMMARY_STATES } from '#lib/summaries/vocabulary.ts';

/** Stands in whatever nobody but a few may read, or nobody yet. */
export const KEPT = 'KEPTBACK';

const DATES = ['2024-02-29', '2024-05', '2025', '2025-09-30', null, '2026-01', '2025-03-31'];
const on = (at: number, hour = 3) => new Date(Date.UTC(2026, at % 10, 1 + (at % 27), hour));

/** A history over the public record: reports, corrections, rewordings and withdrawals, some of them not public. */
export async function plantHistory(db: Db, people: { editor: Person; publisher: Person }) {
	const published = await db
		.select()
		.from(t.commitments)
		.where(isNotNull(t.commitments.publishedAt))
		.orderBy(t.commitments.reference);
	for (const [at, row] of published.entries()) {
		await db
			.update(t.commitments)
			.set({ publishedAt: on(at * 7, at % 3 ? 0 : 12) })
			.where(eq(t.commitments.id, row.id));
		await plantReports(db, row, at);
		if (at % 4 === 1 && row.sourceKey) await plantWordings(db, row, at);
		if (at % 11 === 6)
			await db
				.update(t.commitments)
				.set({
					state: 'withdrawn',
					status: 'withdrawn',
					withdrawnReason: 'No longer planned.',
					statusAsOf: at % 2 ? '2026-08-15' : `2026-0${1 + (at % 9)}-01`
				})
				.where(eq(t.commitments.id, row.id));
	}
	await plantFindings(db, people.editor);
	await plantSummaries(db, people);
	await db
		.update(t.assessments)
		.set({ publishedAt: sql`${t.assessments.publishedAt} + interval '123 microseconds'` })
		.where(eq(t.assessments.disclosed, true));
}

type Row = typeof t.commitments.$inferSelect;

async function plantReports(db: Db, { id, ownerId }: Row, at: number) {
	const report = (k: number) => {
		const accepted = (at + k) % 7 !== 0;
		return {
			commitmentId: id,
			ownerId,
			state: accepted ? ('accepted' as const) : ('posted' as const),
			status: REPORTABLE_STATUSES[(at * 3 + k) % REPORTABLE_STATUSES.length] ?? 'on_track',
			basis: 'owner' as const,
			asOf: DATES[(at * 5 + k * 2) % DATES.length] ?? null,
			noteEn: KEPT,
			createdAt: on(at + k, 1),
			decidedAt: accepted ? on(at + k) : null
		};
	};
	const given = await db
		.insert(t.commitmentUpdates)
		.values([1, 2, 3].slice(0, 1 + (at % 3)).map(report))
		.returning({ id: t.commitmentUpdates.id });
	if (at % 5 === 3 && given[0])
		await db
			.insert(t.commitmentUpdates)
			.values({ ...report(4), correctsId: given[0].id, asOf: DATES[at % DATES.length] ?? null });
}

async function plantWordings(db: Db, row: Row, at: number) {
	const content = wordingOf(row);
	const states = (['accepted', 'returned', 'posted'] as const).slice(0, 1 + (at % 3));
	await db.insert(t.commitmentVersions).values([
		{ commitmentId: row.id, number: 1, state: 'accepted', content, decidedAt: row.publishedAt },
		{
			commitmentId: row.id,
			number: 2,
			state: 'accepted',
			content: { ...content, leadAgency: `Ministry ${at}`, titleFr: 'Autre titre' },
			reasonEn: 'It was renamed.',
			decidedAt: on(at)
		},
		...states.map((state, place) => ({
			commitmentId: row.id,
			number: 3 + place,
			state,
			content: { ...content, leadAgency: KEPT, startsOn: '2020' },
			reasonEn: KEPT,
			returnComment: state === 'returned' ? KEPT : null,
			decidedAt: state === 'posted' ? null : on(at + place, 23)
		}))
	]);
}

async function plantFindings(db: Db, editor: Person) {
	const companies = await db
		.select({ id: t.organisations.id })
		.from(t.organisations)
		.where(eq(t.organisations.kind, 'company'));
	const requirements = await db
		.select({ id: t.requirements.id })
		.from(t.requirements)
		.innerJoin(t.frameworks, eq(t.frameworks.id, t.requirements.frameworkId))
		.where(eq(t.frameworks.key, 'voluntary-principles'));
	const pick = <One>(of: readonly One[], at: number) => of[at % of.length] as One;
	await db.insert(t.findings).values(
		companies.map(({ id }, at) => {
			const state = pick(FINDING_STATES, at);
			return {
				organisationId: id,
				requirementId: pick(requirements, at).id,
				voice: pick(FINDING_VOICES, at),
				direction: pick(FINDING_DIRECTIONS, at),
				textEn: KEPT,
				sourceUrl: 'https://example.org/found',
				state,
				replyUntil: '2026-01-01',
				// One that was dropped may have been published before.
				publishedAt: state === 'awaiting_reply' ? null : on(at),
				droppedReason: state === 'dropped' ? KEPT : null,
				createdBy: editor.userId
			};
		})
	);
}

async function plantSummaries(
	db: Db,
	{ editor, publisher }: { editor: Person; publisher: Person }
) {
	await db.insert(t.summaries).values(
		[...SUMMARY_STATES, 'withdrawn' as const].map((state, at) => {
			const isPublic = PUBLIC_STATES.some((open) => open === state);
			const isWithdrawn = state === 'withdrawn';
			return {
				slug: `history-${state.replace('_', '-')}-${at}`,
				edition: state === 'published' ? 2 : 1,
				state,
				titleEn: isPublic ? 'Progress' : KEPT,
				titleFr: isPublic ? 'Progrès' : KEPT,
				bodyEn: KEPT,
				bodyFr: KEPT,
				authors: [editor.userId],
				publishedBy: isPublic ? publisher.userId : null,
				publishAt: state === 'scheduled' ? on(at) : null,
				scheduledBy: state === 'scheduled' ? publisher.userId : null,
				publishedAt: isPublic ? on(at) : null,
				withdrawnAt: isWithdrawn ? on(at + 1) : null,
				withdrawalReasonEn: isWithdrawn ? 'Mistaken' : null,
				withdrawalReasonFr: isWithdrawn ? 'Erroné' : null
			};
		})
	);
}
