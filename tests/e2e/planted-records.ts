import { eq } from 'drizzle-orm';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { asSystem } from '../db/world.ts';
import type { Planting } from './planted.ts';

/** Ids and addresses of what words were planted in. */
export interface PlantedRecords {
	/** The published commitment; those before it end in 0 to 2. */
	reference: string;
	/** A rewording and an update, sent back. */
	version: string;
	update: string;
	summary: string;
	findings: string[];
	/** A file of commitments that the liaison brought in. */
	brought: string;
	/** The country of the ministry. */
	country: string;
}

const COUNTRY = 'QN';

/** Plants the words in commitments, summaries, findings and files, and in what is said about them behind the scenes. */
export function plantRecords(given: Planting): Promise<PlantedRecords> {
	const { ministry, company, liaison, file } = given;
	return asSystem(async (db) => {
		await db
			.insert(t.countries)
			.values({ code: COUNTRY, iso3: 'QNN', nameEn: 'Elsewhere', nameFr: 'Ailleurs' });
		for (const { id } of [ministry, company])
			await db
				.update(t.organisations)
				.set({ countryCode: COUNTRY })
				.where(eq(t.organisations.id, id));
		const brought = only(
			await db
				.insert(t.imports)
				.values({
					organisationId: ministry.id,
					createdBy: liaison.userId,
					fileName: `${file}.xlsx`,
					locale: 'en',
					state: 'failed',
					failure: file
				})
				.returning()
		);
		return {
			...(await plantCommitments(db, given)),
			summary: await plantSummary(db, given),
			findings: await plantFindings(db, given),
			brought: brought.id,
			country: COUNTRY
		};
	});
}

/** A commitment in each state before publication, and a published one with all that is said about it behind the scenes. */
async function plantCommitments(db: Db, given: Planting) {
	const { ministry, liaison, secret, partners, draft } = given;
	const prefix = ministry.referencePrefix ?? ministry.slug;
	const common = { ownerId: ministry.id, kind: 'programme' as const, createdBy: liaison.userId };
	const hidden = (['draft', 'submitted', 'returned'] as const).map((state, index) => {
		const word = state === 'draft' ? draft : secret;
		return {
			...common,
			reference: `${prefix}-100${index}`,
			titleEn: word,
			descriptionEn: word,
			baselineEn: word,
			measureEn: word,
			legalBasisEn: word,
			leadAgency: word,
			state,
			dueOn: '2026-12-01',
			returnComment: state === 'returned' ? secret : null
		};
	});
	for (const { id: commitmentId, titleEn } of await db
		.insert(t.commitments)
		.values(hidden)
		.returning()) {
		const part = { commitmentId, position: 1, titleEn };
		await db.insert(t.milestones).values({ ...part, dueOn: '2026-12-01' });
		await db.insert(t.commitmentTargets).values({ ...part, unitEn: titleEn, target: 1 });
		await db
			.insert(t.fundingLines)
			.values({ ...part, amountMinor: 100, currency: 'CAD', recipient: titleEn });
	}
	const published = only(
		await db
			.insert(t.commitments)
			.values({
				...common,
				reference: `${prefix}-1009`,
				titleEn: 'Published for all',
				state: 'published',
				publishedAt: new Date()
			})
			.returning()
	);
	const about = { commitmentId: published.id, ownerId: ministry.id };
	const update = { ...about, status: 'delayed' as const, basis: 'owner' as const, asOf: '2026' };
	const [posted, returned] = await db
		.insert(t.commitmentUpdates)
		.values([
			{ ...update, state: 'posted', noteEn: partners, challengesEn: partners },
			{ ...update, state: 'returned', noteEn: secret, returnComment: secret }
		])
		.returning();
	for (const [one, word, position] of [
		[posted, partners, 8],
		[returned, secret, 9]
	] as const) {
		const updateId = one?.id ?? '';
		await db.insert(t.dateChanges).values({ updateId, dueOn: '2030', reasonEn: word });
		await db
			.insert(t.evidence)
			.values({ updateId, url: `https://example.org/${word}`, title: word });
		await db.insert(t.milestones).values({
			commitmentId: published.id,
			position,
			titleEn: word,
			dueOn: '2026-12-01',
			proposedIn: updateId
		});
	}
	const version = only(
		await db
			.insert(t.commitmentVersions)
			.values({
				commitmentId: published.id,
				number: 2,
				state: 'posted',
				content: { titleEn: secret },
				reasonEn: secret
			})
			.returning()
	);
	await db.insert(t.commitmentComments).values({
		...about,
		authorId: liaison.userId,
		authorName: liaison.name,
		fromSecretariat: false,
		body: secret
	});
	return { reference: published.reference, version: version.id, update: returned?.id ?? '' };
}

async function plantSummary(db: Db, { ministry, editor, office }: Planting): Promise<string> {
	const { id } = only(
		await db
			.insert(t.summaries)
			.values({
				slug: `draft-${ministry.referencePrefix}`.toLowerCase(),
				titleEn: office,
				titleFr: office,
				bodyEn: office,
				bodyFr: office
			})
			.returning()
	);
	await db.insert(t.summarySections).values({
		summaryId: id,
		position: 0,
		textEn: office,
		textFr: office,
		agreedEn: `${office} before`,
		agreedFr: office
	});
	await db
		.insert(t.summaryComments)
		.values({ summaryId: id, body: office, writtenBy: editor.userId });
	return id;
}

/** What the company is asked about and replies to, and what was dropped after that. */
async function plantFindings(db: Db, given: Planting): Promise<string[]> {
	const { company, submitter, editor, secret } = given;
	const [principle] = await db
		.select({ id: t.requirements.id })
		.from(t.requirements)
		.innerJoin(t.frameworks, eq(t.frameworks.id, t.requirements.frameworkId))
		.where(eq(t.frameworks.key, VOLUNTARY_PRINCIPLES))
		.orderBy(t.requirements.number)
		.limit(1);
	const findings = await db
		.insert(t.findings)
		.values(
			(['awaiting_reply', 'dropped'] as const).map((state) => ({
				organisationId: company.id,
				requirementId: principle?.id ?? '',
				voice: 'civil_society' as const,
				direction: 'gap' as const,
				textEn: secret,
				textFr: secret,
				sourceUrl: `https://example.org/${secret}`,
				sourceNote: secret,
				state,
				replyUntil: '2026-12-31',
				droppedReason: state === 'dropped' ? secret : null,
				createdBy: editor.userId
			}))
		)
		.returning();
	await db.insert(t.findingReplies).values(
		findings.map(({ id: findingId }) => ({
			findingId,
			organisationId: company.id,
			body: secret,
			bodyLocale: 'en' as const,
			repliedBy: submitter.userId
		}))
	);
	return findings.map(({ id }) => id);
}
