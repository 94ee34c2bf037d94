import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { matching } from '#lib/commitments/queries/matching.server.ts';
import { participantsIn } from '#lib/commitments/queries/participants.server.ts';
import { COMMITMENT_KINDS, COMMITMENT_STATUSES } from '#lib/commitments/vocabulary.ts';
import { commitments, organisations, requirements } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import type { Part, Reading } from '../public-reading.server.ts';

export const commitmentParameters = z.object({
	country: z
		.string()
		.toUpperCase()
		.regex(/^[A-Z]{2}$/)
		.optional(),
	owner: z.string().max(80).optional(),
	forum: z.string().max(80).optional(),
	pillar: z.string().max(80).optional(),
	kind: z.enum(COMMITMENT_KINDS).optional(),
	status: z.enum(COMMITMENT_STATUSES).optional(),
	/** Words in the title, the description or the agency, in either language. */
	q: z.string().trim().max(200).optional(),
	/** The year in which it was announced. */
	year: z
		.string()
		.regex(/^\d{4}$/)
		.optional(),
	/** A country that takes part in it beside who leads. */
	participant: z
		.string()
		.toUpperCase()
		.regex(/^[A-Z]{2}$/)
		.optional(),
	/** Number of a Voluntary Principle that it serves. */
	principle: z.coerce.number().int().min(1).max(200).optional(),
	evidence: z.enum(['yes', 'no']).optional(),
	funded: z.enum(['yes', 'no']).optional(),
	overdue: z.enum(['yes', 'no']).optional()
});

const day = (moment: Date | null) => moment?.toISOString().slice(0, 10) ?? null;

/** Published commitments, those withdrawn since included. Public, whoever asks. */
export async function commitmentRecords(
	db: Db,
	asked: z.output<typeof commitmentParameters>,
	{ limit, after }: Part
): Promise<Reading> {
	const status = sql<string>`case when ${commitments.state} = 'withdrawn' then 'withdrawn' else ${commitments.status} end`;
	const rows = await db
		.select({
			commitment: commitments,
			status,
			owner: organisations.slug,
			ownerEn: organisations.nameEn,
			ownerFr: organisations.nameFr,
			country: organisations.countryCode,
			pillar: requirements.key
		})
		.from(commitments)
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(
			and(
				matching(db, { ...asked, sort: undefined, after: undefined }, false),
				after === null ? undefined : gt(commitments.reference, after)
			)
		)
		.orderBy(asc(commitments.reference))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ commitment }) => commitment.reference);
	const participants = await participantsIn(
		db,
		records.map(({ commitment }) => commitment.id)
	);
	const at = (id: string) => (one: { commitmentId: string }) => one.commitmentId === id;
	return {
		name: 'commitments',
		next,
		columns: [
			'reference',
			'title_en',
			'title_fr',
			'description_en',
			'description_fr',
			'owner',
			'owner_name_en',
			'owner_name_fr',
			'country',
			'lead_agency',
			'supporting_agencies',
			'subdivisions',
			'legal_basis_en',
			'legal_basis_fr',
			'forum',
			'participants',
			'participant_statuses',
			'kind',
			'pillar',
			'status',
			'status_basis',
			'status_as_of',
			'announced_on',
			'starts_on',
			'due_on',
			'first_due_on',
			'certainty',
			'source_url',
			'published_on',
			'description_fr_is_our_translation'
		],
		records: records.map(({ commitment: one, ...row }) => ({
			reference: one.reference,
			title: { en: one.titleEn, fr: one.titleFr },
			description: { en: one.descriptionEn, fr: one.descriptionFr },
			owner: row.owner,
			owner_name: { en: row.ownerEn, fr: row.ownerFr },
			country: row.country,
			lead_agency: one.leadAgency,
			supporting_agencies: one.supportingAgencies,
			/** ISO 3166-2 codes. */
			subdivisions: one.subdivisions,
			legal_basis: { en: one.legalBasisEn, fr: one.legalBasisFr },
			forum: one.forumKey,
			participants: participants.filter(at(one.id)).map(({ slug }) => slug),
			/** Each one's own, in the same order. */
			participant_statuses: participants.filter(at(one.id)).map(({ status }) => status),
			kind: one.kind,
			pillar: row.pillar,
			status: row.status,
			status_basis: one.statusBasis,
			status_as_of: one.statusAsOf,
			announced_on: one.announcedOn,
			starts_on: one.startsOn,
			due_on: one.dueOn,
			first_due_on: one.firstDueOn,
			certainty: one.certainty,
			source_url: one.sourceUrl,
			published_on: day(one.publishedAt),
			description_fr_is_our_translation: one.frenchIsOurs
		}))
	};
}
