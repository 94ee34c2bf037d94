import { inArray } from 'drizzle-orm';
import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { LOCALES, type Locale } from '#lib/i18n/vocabulary.ts';
import { readAsPublic } from '#lib/server/db/index.ts';
import { commitments, organisations, summaries } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { missingFindings, namedIn, type Finding } from './checks.ts';
import { figuresOf, numbersOf } from './figures.server.ts';
import { linkFindings, ourOrigin, outwardLinks, type OutwardLink } from './links.server.ts';
import { readLinks } from './markdown.server.ts';
import { replyFindings } from './replies.server.ts';
import type { Completeness } from './rules.ts';

type SummaryRow = typeof summaries.$inferSelect;

/** What keeps a summary from being published on this day, each with where it is mended. For the secretariat, and the portal’s own work. */
export async function checkSummary(
	db: Db,
	actor: Actor,
	row: SummaryRow,
	day: string
): Promise<Finding[]> {
	const drawn = await figuresOf(db, row);
	const numbers = await numbersOf(db, row, drawn);
	const links = await outwardLinks(db, row);
	return checkDrawn(db, actor, { ...row, figures: drawn, numbers, links }, day);
}

/** The same where its figures have been asked and its links looked up already. */
export async function checkDrawn(
	db: Db,
	actor: Actor,
	row: SummaryRow & Completeness & { links: readonly OutwardLink[] },
	day: string
): Promise<Finding[]> {
	return [
		...missingFindings(row),
		...(await restrictedIn(db, actor, row)),
		...(await replyFindings(db, row, day)),
		...linkFindings(row.links)
	];
}

/** Refuses with `incomplete`, naming the parts, where the check list has lines other than of the kinds left out. */
export async function requireChecked(
	db: Db,
	actor: Actor,
	row: SummaryRow,
	day: string,
	leftOut: readonly Finding['kind'][] = []
): Promise<void> {
	const found = (await checkSummary(db, actor, row, day)).filter(
		({ kind }) => !leftOut.includes(kind)
	);
	if (found.length) throw new Refusal('incomplete', [...new Set(found.map(({ part }) => part))]);
}

const PART = { en: 'restrictedEn', fr: 'restrictedFr' } as const satisfies Record<Locale, string>;

/** Links and references that a public page may not have: each is looked for as nobody in particular. */
async function restrictedIn(db: Db, actor: Actor, row: SummaryRow): Promise<Finding[]> {
	const texts = LOCALES.map((locale) => {
		const { links, words } = readLinks(locale === 'en' ? row.bodyEn : row.bodyFr);
		return { locale, ...namedIn(links, words, ourOrigin()) };
	});
	const prefixes = await prefixesAmong(
		db,
		texts.flatMap(({ worded }) => worded)
	);
	const asked = texts.map(({ locale, closed, linked, worded, slugs }) => ({
		locale,
		closed,
		references: [
			...linked,
			...worded.filter((reference) => prefixes.has(reference.split('-')[0] ?? ''))
		],
		slugs: slugs.filter((slug) => slug !== row.slug)
	}));
	const shown = await readAsPublic(db, actor, async (open) => ({
		references: await publicReferences(
			open,
			asked.flatMap(({ references }) => references)
		),
		slugs: await publicSlugs(
			open,
			asked.flatMap(({ slugs }) => slugs)
		)
	}));
	return asked.flatMap(({ locale, closed, references, slugs }) =>
		[
			...new Set([
				...closed,
				...references.filter((reference) => !shown.references.has(reference)),
				...slugs.filter((slug) => !shown.slugs.has(slug))
			])
		].map((what): Finding => ({
			kind: 'restricted',
			part: PART[locale],
			where: 'text',
			detail: { en: what, fr: what }
		}))
	);
}

async function prefixesAmong(db: Db, references: readonly string[]): Promise<Set<string | null>> {
	const given = references.map((reference) => reference.split('-')[0] ?? '');
	if (!given.length) return new Set();
	const rows = await db
		.select({ prefix: organisations.referencePrefix })
		.from(organisations)
		.where(inArray(organisations.referencePrefix, given));
	return new Set(rows.map(({ prefix }) => prefix));
}

async function publicReferences(db: Db, references: string[]): Promise<Set<string>> {
	if (!references.length) return new Set();
	const rows = await db
		.select({ reference: commitments.reference })
		.from(commitments)
		.where(inArray(commitments.reference, references));
	return new Set(rows.map(({ reference }) => reference));
}

async function publicSlugs(db: Db, slugs: string[]): Promise<Set<string>> {
	if (!slugs.length) return new Set();
	const rows = await db
		.select({ slug: summaries.slug })
		.from(summaries)
		.where(inArray(summaries.slug, slugs));
	return new Set(rows.map(({ slug }) => slug));
}
