import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { matching } from '#lib/commitments/queries/matching.server.ts';
import { participantsIn } from '#lib/commitments/queries/participants.server.ts';
import {
	COMMITMENT_KINDS,
	COMMITMENT_STATUSES,
	STATUS_BASES,
	type CommitmentStatus
} from '#lib/commitments/vocabulary.ts';
import {
	commitmentFacets,
	commitments,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import {
	askedCountry,
	both,
	certainty,
	columnsOf,
	country,
	day,
	dayOf,
	either,
	partialDay
} from '../records/fields.ts';

export const commitmentParameters = z.object({
	country: askedCountry.optional(),
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
	participant: askedCountry.optional(),
	/** Number of a Voluntary Principle that it serves. */
	principle: z.coerce.number().int().min(1).max(200).optional(),
	evidence: z.enum(['yes', 'no']).optional(),
	funded: z.enum(['yes', 'no']).optional(),
	overdue: z.enum(['yes', 'no']).optional()
});

const record = z.object({
	reference: z.string(),
	title: either,
	description: either,
	owner: z.string(),
	owner_name: both,
	country: country.nullable(),
	lead_agency: z.string().nullable(),
	supporting_agencies: z.array(z.string()),
	subdivisions: z.array(z.string()).meta({ description: 'ISO 3166-2.' }),
	legal_basis: either,
	forum: z.string().nullable(),
	participants: z.array(z.string()),
	participant_statuses: z
		.array(z.enum(COMMITMENT_STATUSES))
		.meta({ description: 'Each its own, in the order of the participants.' }),
	kind: z.enum(COMMITMENT_KINDS),
	pillar: z.string().nullable(),
	status: z.enum(COMMITMENT_STATUSES),
	status_basis: z.enum(STATUS_BASES),
	status_as_of: partialDay.nullable(),
	announced_on: partialDay.nullable(),
	starts_on: partialDay.nullable(),
	due_on: partialDay.nullable().meta({ description: 'As last revised.' }),
	first_due_on: partialDay.nullable().meta({ description: 'As first promised.' }),
	certainty,
	source_url: z.string().nullable(),
	published_on: day.nullable(),
	description_fr_is_our_translation: z.boolean()
});

/** Published commitments, those withdrawn since included. Public, whoever asks. */
export async function commitmentRecords(
	db: Db,
	asked: z.output<typeof commitmentParameters>,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const status = sql<CommitmentStatus>`case when ${commitments.state} = 'withdrawn' then 'withdrawn' else ${commitments.status} end`;
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
		.innerJoin(commitmentFacets, eq(commitmentFacets.commitmentId, commitments.id))
		.innerJoin(organisations, eq(organisations.id, commitments.ownerId))
		.leftJoin(requirements, eq(requirements.id, commitments.pillarId))
		.where(
			and(
				matching({ ...asked, sort: undefined, after: undefined }, false),
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
		columns: columnsOf(record),
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
			published_on: dayOf(one.publishedAt),
			description_fr_is_our_translation: one.frenchIsOurs
		}))
	};
}

export const commitmentListing = listing({
	path: '/commitments',
	title: inBoth(m.comparison_data_commitments, {}),
	holds: inBoth(m.comparison_data_commitments_text, {}),
	parameters: commitmentParameters,
	record,
	paged: true,
	read: commitmentRecords
});
