import { desc, eq, sql } from 'drizzle-orm';
import { PILLARS } from '#lib/frameworks/vocabulary.ts';
import { toMinor } from '#lib/forms/figures.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { KIND_OF, STATUS_OF } from '../kinds.ts';
import type { Reference } from '../read.server.ts';
import { idsBy } from '../upsert.server.ts';
import { ownerIds } from './places.server.ts';

type CommitmentRecord = Reference['commitments']['commitments'][number];

/** When the collection of public facts was finished: the day its commitments count as published. */
const COLLECTED = new Date('2026-11-01T00:00:00Z');

/** A source may name several pages, and a publication beside them. */
const addresses = (source: string | null) => source?.match(/https?:\/\/[^\s;|,)]+/g) ?? [];

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : url);

/**
 * The published commitments, each with its public status as first accepted update. What is there
 * already is left as it is: it may have been updated by its owner since. References are given in the
 * file's order and never change.
 */
export async function loadCommitments(db: Db, reference: Reference): Promise<void> {
	await markTranslations(db, reference);
	const loaded = new Set(
		(await db.select({ key: t.commitments.sourceKey }).from(t.commitments)).map(({ key }) => key)
	);
	const fresh = reference.commitments.commitments.filter(({ key }) => !loaded.has(key));
	if (!fresh.length) return;
	const pillarId = idsBy(
		await db
			.select({ id: t.requirements.id, key: t.requirements.key })
			.from(t.requirements)
			.innerJoin(t.frameworks, eq(t.frameworks.id, t.requirements.frameworkId))
			.where(eq(t.frameworks.key, PILLARS)),
		(row) => row.key ?? ''
	);
	const owner = await ownerIds(db);
	const nextReference = await referenceCounter(db);
	const rows = fresh.map((record) =>
		toCommitment(record, owner(record.owner), pillarId, nextReference, reference)
	);
	const inserted = await db.insert(t.commitments).values(rows).returning();
	const bySource = new Map(inserted.map((row) => [row.sourceKey, row]));
	const withRow = fresh.flatMap((record) => {
		const row = bySource.get(record.key);
		return row ? [{ record, row }] : [];
	});

	const funding = withRow.flatMap(({ record: { funding, funding_source, source }, row }) =>
		funding
			? [
					{
						commitmentId: row.id,
						position: 1,
						amountMinor: toMinor(funding.amount, funding.currency),
						currency: funding.currency,
						fiscalPeriod: funding.period,
						sourceUrl: funding_source ?? source
					}
				]
			: []
	);
	if (funding.length) await db.insert(t.fundingLines).values(funding);

	const updates = await db
		.insert(t.commitmentUpdates)
		.values(
			withRow.map(({ record, row }) => ({
				commitmentId: row.id,
				ownerId: row.ownerId,
				sourceKey: record.key,
				state: 'accepted' as const,
				status: row.status,
				basis: 'public_record' as const,
				noteEn: record.public_status.evidence,
				createdAt: COLLECTED,
				decidedAt: COLLECTED
			}))
		)
		.returning();
	const updateId = new Map(updates.map((update) => [update.sourceKey, update.id]));
	const links = withRow.flatMap(({ record, row }) => [
		{ commitmentId: row.id, url: record.source },
		...addresses(record.public_status.source).map((url) => ({
			updateId: updateId.get(record.key) ?? null,
			url
		}))
	]);
	await db
		.insert(t.evidence)
		.values(
			links.map((link) => ({ ...link, title: hostOf(link.url), publisher: hostOf(link.url) }))
		);
}

/** Says of descriptions loaded before this was kept that their French is ours, where it still is. */
async function markTranslations(db: Db, { translations }: Reference): Promise<void> {
	const ours = Object.entries(translations.commitments);
	if (!ours.length) return;
	const pairs = sql.join(
		ours.map(([key, text]) => sql`(${key}, ${text})`),
		sql`, `
	);
	await db
		.update(t.commitments)
		.set({ frenchIsOurs: true })
		.where(
			sql`not ${t.commitments.frenchIsOurs} and (${t.commitments.sourceKey}, ${t.commitments.descriptionFr}) in (${pairs})`
		);
}

function toCommitment(
	record: CommitmentRecord,
	owner: { id: string; prefix: string },
	pillarId: (key: string) => string,
	nextReference: (prefix: string) => string,
	{ translations }: Reference
) {
	const kind = KIND_OF.get(record.key);
	if (!kind)
		throw new Error(`reference data: commitments.json: ${record.key}: no kind was decided for it`);
	const notes = [record.announced_note, record.due_note, record.source_note].filter(Boolean);
	const assumed = notes.some((note) => /assumed|approximate|not seen/i.test(note ?? ''));
	return {
		reference: nextReference(owner.prefix),
		sourceKey: record.key,
		ownerId: owner.id,
		forumKey: record.forum,
		kind,
		pillarId: pillarId(record.pillar),
		titleEn: record.title.en,
		titleFr: record.title.fr,
		descriptionEn: record.description.en,
		descriptionFr: record.description.fr ?? translations.commitments[record.key] ?? null,
		frenchIsOurs: !record.description.fr && record.key in translations.commitments,
		leadAgency: record.lead_agency,
		announcedOn: record.announced,
		dueOn: record.due,
		firstDueOn: record.due,
		sourceUrl: record.source,
		certainty: assumed ? ('inferred' as const) : ('confirmed' as const),
		certaintyNote: notes.join(' ') || null,
		state: 'published' as const,
		status: STATUS_OF[record.public_status.value] ?? ('no_evidence' as const),
		statusBasis: 'public_record' as const,
		createdAt: COLLECTED,
		updatedAt: COLLECTED,
		submittedAt: COLLECTED,
		publishedAt: COLLECTED
	};
}

async function referenceCounter(db: Db): Promise<(prefix: string) => string> {
	const prefix = sql<string>`split_part(${t.commitments.reference}, '-', 1)`;
	const rows = await db
		.select({ prefix, last: sql<number>`max(split_part(${t.commitments.reference}, '-', 2)::int)` })
		.from(t.commitments)
		.groupBy(prefix)
		.orderBy(desc(prefix));
	const last = new Map(rows.map((row) => [row.prefix, row.last]));
	return (name) => {
		const next = (last.get(name) ?? 0) + 1;
		last.set(name, next);
		return `${name}-${String(next).padStart(4, '0')}`;
	};
}
