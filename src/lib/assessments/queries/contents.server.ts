import { aliasedTable, and, asc, eq, inArray, sql } from 'drizzle-orm';
import { Refusal } from '#lib/access/refusal.ts';
import {
	answerMetrics,
	answerServices,
	answers,
	assessments,
	cycles,
	evidence,
	frameworks,
	organisations,
	ratingLevels,
	requirements,
	services,
	themes,
	users
} from '#lib/server/db/schema/index.ts';
import { moreTimeUntil } from '#lib/frameworks/queries/more-time.server.ts';
import { ownDays } from '#lib/frameworks/rules.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { AnswerContent, EvidenceLine, MetricLine, ServiceLine } from '../content.ts';

/** The assessment with whose it is and in which cycle, as far as row-level security shows it. Refuses with `not_found`. */
export async function rowOf(db: Db, id: string) {
	const [row] = await db
		.select({
			id: assessments.id,
			organisationId: assessments.organisationId,
			state: assessments.state,
			revision: assessments.revision,
			returnComment: assessments.returnComment,
			disclosesOwn: assessments.disclosesOwn,
			replyUntil: assessments.replyUntil,
			replyEndedAt: assessments.replyEndedAt,
			submittedAt: assessments.submittedAt,
			acceptedAt: assessments.acceptedAt,
			publishedAt: assessments.publishedAt,
			organisation: {
				slug: organisations.slug,
				en: organisations.nameEn,
				fr: organisations.nameFr,
				referencePrefix: organisations.referencePrefix,
				kind: organisations.kind,
				countryCode: organisations.countryCode
			},
			cycle: {
				id: cycles.id,
				key: cycles.key,
				en: cycles.nameEn,
				fr: cycles.nameFr,
				opensOn: cycles.opensOn,
				dueOn: cycles.dueOn,
				closesOn: cycles.closesOn,
				replyDays: cycles.replyDays,
				publishAt: cycles.publishAt,
				publishedAt: cycles.publishedAt
			},
			framework: {
				id: frameworks.id,
				key: frameworks.key,
				version: frameworks.version,
				en: frameworks.nameEn,
				fr: frameworks.nameFr,
				audience: frameworks.audience,
				disclosure: frameworks.disclosure
			},
			/** The day until which this organisation was given more time. */
			moreTimeUntil: moreTimeUntil(cycles.id, organisations.id),
			/** What a requirement of the framework is called. */
			noun: { en: frameworks.requirementNounEn, fr: frameworks.requirementNounFr }
		})
		.from(assessments)
		.innerJoin(organisations, eq(organisations.id, assessments.organisationId))
		.innerJoin(cycles, eq(cycles.id, assessments.cycleId))
		.innerJoin(frameworks, eq(frameworks.id, cycles.frameworkId))
		.where(eq(assessments.id, id));
	if (!row) throw new Refusal('not_found');
	/** The cycle's days as they hold for this organisation. */
	const days = ownDays(row.cycle, row.moreTimeUntil);
	return { ...row, days };
}
export type AssessmentRow = Awaited<ReturnType<typeof rowOf>>;

/** The scale of a framework, lowest first. Public. */
export async function levelsOf(db: Db, frameworkId: string) {
	return db
		.select({
			value: ratingLevels.value,
			label: { en: ratingLevels.labelEn, fr: ratingLevels.labelFr },
			meaning: { en: ratingLevels.meaningEn, fr: ratingLevels.meaningFr }
		})
		.from(ratingLevels)
		.where(eq(ratingLevels.frameworkId, frameworkId))
		.orderBy(asc(ratingLevels.value));
}
export type RatingLevels = Awaited<ReturnType<typeof levelsOf>>;

/** The links of several answers, by answer, in the order they were given. */
export async function evidenceOf(
	db: Db,
	answerIds: readonly string[]
): Promise<Map<string, EvidenceLine[]>> {
	const lines = new Map<string, EvidenceLine[]>();
	if (!answerIds.length) return lines;
	const rows = await db
		.select({
			answerId: evidence.answerId,
			url: evidence.url,
			title: evidence.title,
			publisher: evidence.publisher
		})
		.from(evidence)
		.where(inArray(evidence.answerId, [...answerIds]))
		.orderBy(asc(evidence.createdAt), asc(evidence.title));
	for (const { answerId, ...line } of rows)
		if (answerId) lines.set(answerId, [...(lines.get(answerId) ?? []), line]);
	return lines;
}

/** What hangs on several answers, by answer: links and figures in the order they were given, services by name. */
export async function partsOf(
	db: Db,
	answerIds: readonly string[]
): Promise<(answerId: string) => Pick<AnswerContent, 'evidence' | 'services' | 'metrics'>> {
	const links = await evidenceOf(db, answerIds);
	const lines = await linesOf(db, answerIds);
	return (answerId) => ({ evidence: links.get(answerId) ?? [], ...lines(answerId) });
}

/** The services and figures of several answers, by answer: without the links, for whoever reads more of those. */
export async function linesOf(
	db: Db,
	answerIds: readonly string[]
): Promise<(answerId: string) => Pick<AnswerContent, 'services' | 'metrics'>> {
	const services = new Map<string, ServiceLine[]>();
	const metrics = new Map<string, MetricLine[]>();
	if (answerIds.length) {
		for (const { answerId, ...line } of await serviceLines(db, answerIds))
			services.set(answerId, [...(services.get(answerId) ?? []), line]);
		for (const { answerId, ...line } of await metricLines(db, answerIds))
			metrics.set(answerId, [...(metrics.get(answerId) ?? []), line]);
	}
	return (answerId) => ({
		services: services.get(answerId) ?? [],
		metrics: metrics.get(answerId) ?? []
	});
}

const serviceLines = (db: Db, answerIds: readonly string[]) =>
	db
		.select({
			answerId: answerServices.answerId,
			serviceId: answerServices.serviceId,
			name: sql<string>`coalesce(${answerServices.name}, ${services.name})`,
			rating: answerServices.rating,
			notApplicable: answerServices.notApplicable,
			note: answerServices.note
		})
		.from(answerServices)
		.innerJoin(services, eq(services.id, answerServices.serviceId))
		.where(inArray(answerServices.answerId, [...answerIds]))
		.orderBy(asc(services.name));

const metricLines = (db: Db, answerIds: readonly string[]) =>
	db
		.select({
			answerId: answerMetrics.answerId,
			name: answerMetrics.name,
			value: answerMetrics.value,
			unit: answerMetrics.unit,
			period: answerMetrics.period,
			sourceUrl: answerMetrics.sourceUrl
		})
		.from(answerMetrics)
		.where(inArray(answerMetrics.answerId, [...answerIds]))
		.orderBy(asc(answerMetrics.position));

/** What an answer says by itself, without what hangs on it. */
export const saidBy = (answer: typeof answers.$inferSelect) => ({
	rating: answer.rating,
	notApplicable: answer.notApplicable,
	notApplicableKind: answer.notApplicableKind,
	notApplicableReason: answer.notApplicableReason,
	narrative: answer.narrative,
	narrativeLocale: answer.narrativeLocale,
	changeNote: answer.changeNote,
	confidence: answer.confidence,
	visibility: answer.visibility
});

/** The cycle in which an answer was first given as it stands. */
export const sinceCycle = aliasedTable(cycles, 'since_cycle');

/** Every requirement of a framework with its theme, and this assessment's answer as far as the actor may see it. */
export async function requirementsWithAnswers(
	db: Db,
	{ id, framework }: { id: string; framework: { id: string } }
) {
	const rows = await db
		.select({
			requirementId: requirements.id,
			number: requirements.number,
			title: { en: requirements.titleEn, fr: requirements.titleFr },
			summary: { en: requirements.summaryEn, fr: requirements.summaryFr },
			guidance: requirements.guidance,
			sourceUrl: requirements.sourceUrl,
			theme: { number: themes.number, en: themes.nameEn, fr: themes.nameFr },
			answer: answers,
			editor: users.name,
			since: { key: sinceCycle.key, en: sinceCycle.nameEn, fr: sinceCycle.nameFr }
		})
		.from(requirements)
		.leftJoin(themes, eq(themes.id, requirements.themeId))
		.leftJoin(
			answers,
			and(eq(answers.requirementId, requirements.id), eq(answers.assessmentId, id))
		)
		.leftJoin(users, eq(users.id, answers.updatedBy))
		.leftJoin(sinceCycle, eq(sinceCycle.id, answers.sinceCycleId))
		.where(eq(requirements.frameworkId, framework.id))
		.orderBy(asc(requirements.number));
	const parts = await partsOf(
		db,
		rows.flatMap(({ answer }) => (answer ? [answer.id] : []))
	);
	return rows.map(({ answer, editor, since, ...requirement }) => ({
		...requirement,
		answer: answer && {
			...saidBy(answer),
			...parts(answer.id),
			continuity: answer.continuity,
			/** The cycle since which it has said so; null: this one. */
			since,
			version: answer.version,
			updatedAt: answer.updatedAt,
			updatedBy: answer.updatedBy,
			editor
		}
	}));
}
export type AnsweredRequirement = Awaited<ReturnType<typeof requirementsWithAnswers>>[number];
