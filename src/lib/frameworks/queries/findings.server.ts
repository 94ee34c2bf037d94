import { and, asc, count, desc, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { organisationsOf, roleIn, type Actor } from '#lib/access/actor.ts';
import { can } from '#lib/access/policy.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { requireCan, requirePerson } from '#lib/access/require.server.ts';
import {
	findingReplies,
	findings,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { FINDINGS_SHOWN } from '../finding-rules.ts';
import type { FindingFilters } from '../finding-schema.ts';
import { VOLUNTARY_PRINCIPLES } from '../vocabulary.ts';
import { lineOf, readLineage } from './lineage.server.ts';

const dayIn = (moment: AnyPgColumn) => sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD')`;

/**
 * Findings that could be read on a day, where one is named: by when they were published here, or, of the public
 * record, when they were found.
 */
export const findingsBy = (
	{ publishedAt, foundOn }: Record<'publishedAt' | 'foundOn', AnyPgColumn>,
	on?: string
) => (on === undefined ? undefined : sql`coalesce(${dayIn(publishedAt)}, ${foundOn}, '') <= ${on}`);

const columns = {
	id: findings.id,
	principle: requirements.number,
	principleTitle: { en: requirements.titleEn, fr: requirements.titleFr },
	requirementId: findings.requirementId,
	/** The version whose principle it is. */
	version: frameworks.version,
	organisationId: findings.organisationId,
	company: {
		slug: organisations.slug,
		en: organisations.nameEn,
		fr: organisations.nameFr
	},
	voice: findings.voice,
	direction: findings.direction,
	text: { en: findings.textEn, fr: findings.textFr },
	frenchIsOurs: findings.frenchIsOurs,
	foundOn: findings.foundOn,
	sourceUrl: findings.sourceUrl,
	sourceNote: findings.sourceNote,
	certainty: findings.certainty,
	state: findings.state,
	replyUntil: findings.replyUntil,
	publishedAt: findings.publishedAt,
	droppedReason: findings.droppedReason,
	correctsId: findings.correctsId,
	/** Entered here, not loaded from the public record. */
	recordedHere: sql<boolean>`${findings.createdBy} is not null`,
	reply: {
		body: findingReplies.body,
		locale: findingReplies.bodyLocale,
		version: findingReplies.version,
		repliedAt: findingReplies.repliedAt,
		changedAt: findingReplies.changedAt
	}
};

const listedOn = (db: Db, on: string | undefined, ...conditions: (SQL | undefined)[]) =>
	db
		.select(columns)
		.from(findings)
		.innerJoin(organisations, eq(organisations.id, findings.organisationId))
		.innerJoin(requirements, eq(requirements.id, findings.requirementId))
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.leftJoin(
			findingReplies,
			and(
				eq(findingReplies.findingId, findings.id),
				on === undefined ? undefined : sql`${dayIn(findingReplies.repliedAt)} <= ${on}`
			)
		)
		.where(and(...conditions))
		.$dynamic();

const listed = (db: Db, ...conditions: (SQL | undefined)[]) =>
	listedOn(db, undefined, ...conditions);

/**
 * What is published about companies' practice under the Voluntary Principles, with the companies' replies,
 * by company and, within one, newest first: all of one company, whatever the version, or all under one
 * principle and those of earlier versions that it goes on from; or those that could be read on a day; or the first of them. Public.
 */
export async function listFindings(
	db: Db,
	about: { organisation: string } | { requirement: string },
	{ on, most }: { on?: string; most?: number } = {}
) {
	const list = listedOn(
		db,
		on,
		eq(frameworks.key, VOLUNTARY_PRINCIPLES),
		eq(findings.state, 'published'),
		findingsBy(findings, on),
		'organisation' in about
			? eq(organisations.slug, about.organisation)
			: inArray(requirements.id, lineOf(await readLineage(db), about.requirement))
	).orderBy(asc(organisations.nameEn), desc(findings.foundOn), asc(findings.id));
	return most === undefined ? list : list.limit(most);
}

/** How many findings `listFindings` has under a principle. Public. */
export async function countFindingsUnder(db: Db, requirementId: string): Promise<number> {
	const [found] = await db
		.select({ count: count() })
		.from(findings)
		.where(
			and(
				eq(findings.state, 'published'),
				inArray(findings.requirementId, lineOf(await readLineage(db), requirementId))
			)
		);
	return found?.count ?? 0;
}

export type Finding = Awaited<ReturnType<typeof listFindings>>[number];

/** Findings as the secretariat works on them: those that wait, the nearest day first; dropped ones; the newest published. */
export async function secretariatFindings(
	db: Db,
	actor: Actor,
	{ company, principle }: FindingFilters = {}
) {
	requireCan(actor, 'finding.record');
	const asked = and(
		company ? eq(organisations.slug, company) : undefined,
		principle ? eq(requirements.number, principle) : undefined
	);
	return {
		awaiting: await listed(db, asked, eq(findings.state, 'awaiting_reply')).orderBy(
			asc(findings.replyUntil),
			asc(organisations.nameEn)
		),
		dropped: await listed(db, asked, eq(findings.state, 'dropped')).orderBy(
			desc(findings.createdAt)
		),
		published: await listed(db, asked, eq(findings.state, 'published'))
			.orderBy(
				sql`${findings.publishedAt} desc nulls last`,
				asc(organisations.nameEn),
				asc(requirements.number)
			)
			.limit(FINDINGS_SHOWN)
	};
}

/** Companies by name, and the principles, to choose from when a finding is recorded or looked for. */
export async function findingOptions(db: Db, actor: Actor) {
	requireCan(actor, 'finding.record');
	const newest = db
		.select({ id: frameworks.id })
		.from(frameworks)
		.where(eq(frameworks.key, VOLUNTARY_PRINCIPLES))
		.orderBy(desc(frameworks.version))
		.limit(1);
	return {
		companies: await db
			.select({
				id: organisations.id,
				slug: organisations.slug,
				name: { en: organisations.nameEn, fr: organisations.nameFr }
			})
			.from(organisations)
			.where(eq(organisations.kind, 'company'))
			.orderBy(sql`lower(${organisations.nameEn})`),
		principles: await db
			.select({
				id: requirements.id,
				number: requirements.number,
				title: { en: requirements.titleEn, fr: requirements.titleFr }
			})
			.from(requirements)
			.where(inArray(requirements.frameworkId, newest))
			.orderBy(asc(requirements.number))
	};
}

/** One finding in any state, for the secretariat. Throws `Refusal('not_found')`. */
export async function getFinding(db: Db, actor: Actor, id: string) {
	requireCan(actor, 'finding.record');
	const [finding] = await listed(db, eq(findings.id, id));
	if (!finding) throw new Refusal('not_found');
	return finding;
}

/** Everything that is said about the actor’s own companies, in every state: what waits for a reply first. */
export async function ownFindings(db: Db, actor: Actor) {
	const ours = organisationsOf(requirePerson(actor), 'viewer');
	if (!ours.length) return [];
	return listed(db, inArray(findings.organisationId, ours)).orderBy(
		sql`${findings.state} <> 'awaiting_reply'`,
		asc(findings.replyUntil),
		asc(requirements.number),
		desc(findings.foundOn)
	);
}

/** One finding about the actor’s own company, and whether they may reply to it. Throws `Refusal('not_found')`. */
export async function getOwnFinding(db: Db, actor: Actor, id: string) {
	requirePerson(actor);
	const [finding] = await listed(db, eq(findings.id, id));
	if (!finding || !roleIn(actor, finding.organisationId)) throw new Refusal('not_found');
	requireCan(actor, 'finding.read', finding);
	return { ...finding, mayReply: can(actor, 'finding.reply', finding) };
}

/** Findings that wait for a reply of the companies the actor writes for, the nearest day first. */
export async function findingTasks(db: Db, actor: Actor) {
	const ours = organisationsOf(requirePerson(actor), 'contributor');
	if (!ours.length) return [];
	return listed(
		db,
		inArray(findings.organisationId, ours),
		eq(findings.state, 'awaiting_reply'),
		isNull(findingReplies.id)
	).orderBy(asc(findings.replyUntil));
}
