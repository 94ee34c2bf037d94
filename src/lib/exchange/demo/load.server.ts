import { eq } from 'drizzle-orm';
import { addParts } from '#lib/assessments/commands/answer-parts.server.ts';
import { continuityOf, NOTHING_SAID, type AnswerContent } from '#lib/assessments/content.ts';
import { progressOf, publishedRatings } from '#lib/assessments/rules.ts';
import type { Continuity } from '#lib/assessments/vocabulary.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { only } from '#lib/server/db/only.ts';
import type { Db } from '#lib/server/db/types.ts';
import { idsBy } from '../reference/upsert.server.ts';
import { loadDemoAttested } from './attested.server.ts';
import { SAMPLE_COMPANIES, SAMPLE_CYCLES } from './companies.ts';
import { sampleAnswers, type SampleAnswer } from './generate.ts';
import { DEMO_PEOPLE } from './people.ts';
import { loadDemoFindings } from './findings.server.ts';
import { loadDemoGuests } from './guests.server.ts';
import { loadDemoQueue } from './queue.server.ts';
import { loadDemoReviews } from './reviews.server.ts';
import { SAMPLE_SERVICES, samplePartsOf } from './services.ts';
import { loadDemoShared } from './shared.server.ts';

/** Companies that leave out one of the published cycles: by place in the list, then cycle. */
const LEFT_OUT = new Set(['4 2023', '7 2023', '9 2023', '11 2023', '9 2024']);
/** Who has an assessment in the open cycle, and how far it is. */
const OPEN_CYCLE: Record<string, 'draft' | 'submitted'> = {
	'sample-messenger': 'draft',
	'sample-search': 'submitted'
};

/**
 * The people and companies of demonstration mode, made up and marked so, with assessments over
 * several cycles so that there is something to compare. Does nothing when they are there. Needs the
 * system actor and the reference data.
 */
export async function loadDemo(db: Db): Promise<void> {
	const [there] = await db
		.select({ id: t.users.id })
		.from(t.users)
		.where(eq(t.users.email, DEMO_PEOPLE[0]?.email ?? ''));
	if (there) return;
	const organisationId = await loadCompanies(db);
	const userId = await loadPeople(db, organisationId);
	const serviceId = await loadServices(db, organisationId);
	await loadAssessments(db, organisationId, userId, serviceId);
	await loadDemoAttested(db, organisationId, userId);
	await loadDemoReviews(db);
	await loadDemoGuests(db, organisationId, userId);
	await loadDemoQueue(db, organisationId, userId);
	await loadDemoShared(db, organisationId, userId);
	await loadDemoFindings(db, organisationId, userId);
}

type IdOf = (key: string) => string;

async function loadCompanies(db: Db): Promise<IdOf> {
	await db
		.insert(t.organisations)
		.values(
			SAMPLE_COMPANIES.map(({ slug, nameEn, nameFr, sector, countryCode }) => ({
				slug,
				kind: 'company' as const,
				nameEn,
				nameFr,
				countryCode,
				sectors: [sector],
				sample: true
			}))
		)
		.onConflictDoNothing();
	const all = await db
		.select({ id: t.organisations.id, slug: t.organisations.slug })
		.from(t.organisations);
	return idsBy(all, (row) => row.slug);
}

async function loadServices(db: Db, organisationId: IdOf): Promise<IdOf> {
	const made = await db
		.insert(t.services)
		.values(
			SAMPLE_SERVICES.map(({ company, features, ...service }) => ({
				...service,
				features: [...features],
				organisationId: organisationId(company)
			}))
		)
		.returning();
	return idsBy(made, ({ name }) => name);
}

async function loadPeople(db: Db, organisationId: IdOf): Promise<IdOf> {
	const people = await db
		.insert(t.users)
		.values(
			DEMO_PEOPLE.map(({ email, name, locale }) => ({
				email,
				name,
				locale,
				emailVerified: new Date(0)
			}))
		)
		.returning();
	const userId = idsBy(people, ({ email }) => email);
	await db.insert(t.memberships).values(
		DEMO_PEOPLE.map(({ email, organisationSlug, role }) => ({
			userId: userId(email),
			organisationId: organisationId(organisationSlug),
			role
		}))
	);
	return userId;
}

async function loadAssessments(db: Db, organisationId: IdOf, userId: IdOf, serviceId: IdOf) {
	const { id: frameworkId } = only(
		await db
			.select({ id: t.frameworks.id })
			.from(t.frameworks)
			.where(eq(t.frameworks.key, VOLUNTARY_PRINCIPLES))
	);
	const requirements = await db
		.select()
		.from(t.requirements)
		.where(eq(t.requirements.frameworkId, frameworkId));
	const requirementId = idsBy(requirements, ({ number }) => String(number));
	const endorsing = SAMPLE_COMPANIES.filter(({ endorsedOn }) => endorsedOn);
	await db.insert(t.endorsements).values(
		endorsing.map(({ slug, endorsedOn }) => ({
			frameworkId,
			organisationId: organisationId(slug),
			endorsedOn,
			note: 'Sample',
			sources: ['https://example.org/sample/endorsement']
		}))
	);
	const cycles = await db
		.insert(t.cycles)
		.values(
			SAMPLE_CYCLES.map(({ key, opensOn, dueOn, closesOn, published }) => ({
				frameworkId,
				key,
				nameEn: `Cycle ${key}`,
				nameFr: `Cycle ${key}`,
				opensOn,
				dueOn,
				closesOn,
				publishedAt: published ? new Date(published) : null
			}))
		)
		.returning();

	const samples = SAMPLE_COMPANIES.flatMap(({ slug }, place) =>
		sampleAnswers(place + 1, SAMPLE_CYCLES.length).flatMap((answers, index) => {
			const cycle = cycles[index];
			const state = cycle?.publishedAt ? ('published' as const) : OPEN_CYCLE[slug];
			if (!cycle || !state || LEFT_OUT.has(`${place} ${cycle.key}`)) return [];
			const given = state === 'draft' ? answers.slice(0, 4) : answers;
			return [{ slug, organisationId: organisationId(slug), cycle, state, answers: given }];
		})
	);
	const made = await db
		.insert(t.assessments)
		.values(
			samples.map(({ organisationId, cycle, state, answers }) => ({
				organisationId,
				cycleId: cycle.id,
				state,
				revision: state === 'draft' ? 0 : 1,
				submittedAt:
					state === 'draft' ? null : (cycle.publishedAt ?? new Date('2026-11-10T15:00:00Z')),
				acceptedAt: cycle.publishedAt,
				publishedAt: cycle.publishedAt,
				disclosed: state === 'published',
				...(cycle.publishedAt && { publicRatings: publishedRatings(answers) })
			}))
		)
		.returning({ id: t.assessments.id });
	await loadCourse(
		db,
		samples.map((sample, index) => ({ ...sample, assessmentId: made[index]?.id ?? '' }))
	);
	/** What each company last published about each principle, and since which cycle it has said so. */
	const published = new Map<string, { content: AnswerContent; since: string }>();
	await loadAnswers(
		db,
		samples.flatMap((sample, index) =>
			sample.answers.map((answer) => ({
				...continued(sample, answer),
				assessmentId: made[index]?.id ?? '',
				organisationId: sample.organisationId,
				requirementId: requirementId(String(answer.number)),
				published: sample.state === 'published',
				updatedBy: sample.state === 'published' ? null : userId('other-company@example.org')
			}))
		)
	);

	function continued(
		{ slug, organisationId, cycle, state }: (typeof samples)[number],
		answer: SampleAnswer
	) {
		const key = `${organisationId} ${answer.number}`;
		const earlier = published.get(key);
		const { number: _, ...given } = answer;
		const content = {
			...NOTHING_SAID,
			...given,
			...samplePartsOf({ company: slug, cycle: cycle.key }, answer, serviceId),
			evidence: answer.evidence ? [answer.evidence] : []
		};
		const continuity = continuityOf(content, earlier?.content ?? null, { done: true, was: null });
		const sinceCycleId = continuity === 'confirmed' ? (earlier?.since ?? null) : null;
		if (state === 'published') published.set(key, { content, since: sinceCycleId ?? cycle.id });
		return { content, continuity, sinceCycleId };
	}
}

/** How far each made-up assessment is, and when it came there. */
async function loadCourse(
	db: Db,
	samples: {
		assessmentId: string;
		organisationId: string;
		state: 'draft' | 'submitted' | 'published';
		cycle: typeof t.cycles.$inferSelect;
		answers: SampleAnswer[];
	}[]
) {
	await db.insert(t.assessmentProgress).values(
		samples.map(({ assessmentId, organisationId, answers }) => ({
			assessmentId,
			organisationId,
			answers: Array.from({ length: 11 }, (_, place) => progressOf(answers[place])),
			savedAt: new Date('2026-11-10T15:00:00Z')
		}))
	);
	await db.insert(t.assessmentSteps).values(
		samples.flatMap(({ assessmentId, organisationId, state, cycle }) => {
			const at = { assessmentId, organisationId };
			const opened = new Date(`${cycle.opensOn}T12:00:00Z`);
			const submitted = new Date(state === 'submitted' ? '2026-11-10T15:00:00Z' : cycle.dueOn);
			return [
				{ ...at, state: 'draft' as const, takenAt: opened },
				...(state === 'draft' ? [] : [{ ...at, state: 'submitted' as const, takenAt: submitted }]),
				...(state === 'published' && cycle.publishedAt
					? [
							{ ...at, state: 'accepted' as const, takenAt: new Date(cycle.closesOn) },
							{ ...at, state: 'published' as const, takenAt: cycle.publishedAt }
						]
					: [])
			];
		})
	);
}

interface PlacedAnswer {
	content: AnswerContent;
	continuity: Continuity;
	sinceCycleId: string | null;
	assessmentId: string;
	organisationId: string;
	requirementId: string;
	published: boolean;
	updatedBy: string | null;
}

async function loadAnswers(db: Db, placed: PlacedAnswer[]) {
	const rows = await db
		.insert(t.answers)
		.values(
			placed.map(({ content, ...place }) => {
				const { evidence: _, services: __, metrics: ___, ...said } = content;
				return { ...place, ...said };
			})
		)
		.returning({
			id: t.answers.id,
			assessmentId: t.answers.assessmentId,
			requirementId: t.answers.requirementId
		});
	const answerId = idsBy(rows, (row) => `${row.assessmentId} ${row.requirementId}`);
	await addParts(
		db,
		placed.map(({ content, assessmentId, requirementId }) => ({
			...content,
			answerId: answerId(`${assessmentId} ${requirementId}`)
		}))
	);
}
