import { and, eq, exists, ilike, isNotNull, not, or, sql, type SQL } from 'drizzle-orm';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import {
	commitmentParticipants,
	commitmentRequirements,
	commitments,
	commitmentUpdates,
	evidence,
	frameworks,
	fundingLines,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { SETTLED } from '../rules.ts';
import type { CommitmentFilters } from '../schema.ts';

/** How alike a word must be to what was asked for, from 0 to 1, when nothing has the word itself. */
const ALIKE = 0.5;

const titles = sql`concat_ws(' ', ${commitments.titleEn}, ${commitments.titleFr}, ${commitments.leadAgency})`;
const { titleEn, titleFr, descriptionEn, descriptionFr, leadAgency } = commitments;
const words = sql`concord_words(${titleEn}, ${titleFr}, ${descriptionEn}, ${descriptionFr}, ${leadAgency})`;
const similarity = (q: string) =>
	sql`word_similarity(concord_plain(${q}), concord_plain(${titles}))`;

/** Fewer letters than this, run together, are found inside other words. */
const JOINED = 6;

/**
 * Words in either language, whatever their endings and accents; or part of a reference or title, two
 * words of which may be written as one (a tip line, a tipline). `alike` takes words that are nearly the
 * same instead.
 */
function found(q: string, alike: boolean): SQL | undefined {
	if (alike) return sql`${similarity(q)} >= ${ALIKE}`;
	const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
	const joined = pattern.replace(/\s+/g, '');
	return or(
		sql`${words} @@ concord_asked(${q})`,
		ilike(commitments.reference, pattern),
		sql`concord_plain(${titles}) like concord_plain(${pattern})`,
		joined.length - 2 >= JOINED
			? sql`replace(concord_plain(${titles}), ' ', '') like concord_plain(${joined})`
			: undefined
	);
}

/** How far from what was asked for, from 0 to 1, as a text that sorts like the number. */
export const distance = (q: string, alike: boolean): SQL<string> =>
	sql`to_char(1 - ${alike ? similarity(q) : sql`ts_rank(${words}, concord_asked(${q}), 32)`}, 'FM0.000000')`;

/** The year in which a commitment was announced. */
export const announcedYear = sql<string | null>`left(${commitments.announcedOn}, 4)`;

/** `isOverdue`, asked of the database. */
export const overdue = sql<boolean>`(${commitments.dueOn} is not null and ${commitments.status} not in (${sql.join(
	SETTLED.map((status) => sql`${status}`),
	sql`, `
)}) and case length(${commitments.dueOn}) when 4 then ${commitments.dueOn} || '-12-31' when 7 then ${commitments.dueOn} || '-31' else ${commitments.dueOn} end < to_char(now() at time zone 'UTC', 'YYYY-MM-DD'))`;

const one = { one: sql`1` };

/** Whether a link proves it, or one of its accepted updates. */
export const hasEvidence = (db: Db): SQL =>
	sql`(${exists(db.select(one).from(evidence).where(eq(evidence.commitmentId, commitments.id)))} or ${exists(
		db
			.select(one)
			.from(evidence)
			.innerJoin(commitmentUpdates, eq(commitmentUpdates.id, evidence.updateId))
			.where(
				and(
					eq(commitmentUpdates.commitmentId, commitments.id),
					eq(commitmentUpdates.state, 'accepted')
				)
			)
	)})`;

export const isFunded = (db: Db): SQL =>
	exists(db.select(one).from(fundingLines).where(eq(fundingLines.commitmentId, commitments.id)));

const takesPart = (db: Db, country: string): SQL =>
	sql`${commitments.id} in ${db
		.select({ id: commitmentParticipants.commitmentId })
		.from(commitmentParticipants)
		.innerJoin(organisations, eq(organisations.id, commitmentParticipants.organisationId))
		.where(eq(organisations.countryCode, country))}`;

const serves = (db: Db, number: number): SQL =>
	sql`${commitments.id} in ${db
		.select({ id: commitmentRequirements.commitmentId })
		.from(commitmentRequirements)
		.innerJoin(requirements, eq(requirements.id, commitmentRequirements.requirementId))
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.where(and(eq(frameworks.key, VOLUNTARY_PRINCIPLES), eq(requirements.number, number)))}`;

/** The commitments that the public may read and that have the words asked for, whatever else is chosen. */
export function named({ q, owner, source }: CommitmentFilters, alike: boolean): SQL | undefined {
	return and(
		isNotNull(commitments.publishedAt),
		q ? found(q, alike) : undefined,
		owner ? eq(organisations.slug, owner) : undefined,
		source ? eq(commitments.sourceUrl, source) : undefined
	);
}

/**
 * Which commitments the filters ask for, of those that are or were published. For a query over
 * `commitments` with its owner in `organisations` and its pillar in `requirements`.
 */
export function matching(db: Db, filters: CommitmentFilters, alike: boolean): SQL | undefined {
	const { country, forum, kind, pillar, status, year, principle, participant } = filters;
	const asked = (answer: 'yes' | 'no' | undefined, condition: SQL) =>
		answer === undefined ? undefined : answer === 'yes' ? condition : not(condition);
	return and(
		named(filters, alike),
		country ? eq(organisations.countryCode, country) : undefined,
		forum ? eq(commitments.forumKey, forum) : undefined,
		kind ? eq(commitments.kind, kind) : undefined,
		pillar ? eq(requirements.key, pillar) : undefined,
		status ? eq(commitments.status, status) : undefined,
		year ? eq(announcedYear, year) : undefined,
		principle ? serves(db, principle) : undefined,
		participant ? takesPart(db, participant) : undefined,
		asked(filters.evidence, hasEvidence(db)),
		asked(filters.funded, isFunded(db)),
		asked(filters.overdue, overdue)
	);
}
