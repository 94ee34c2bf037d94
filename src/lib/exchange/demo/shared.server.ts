import { eq } from 'drizzle-orm';
import { settle } from '#lib/commitments/commands/settle.server.ts';
import { keepFirstWording } from '#lib/commitments/commands/reword.server.ts';
import type { CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { idsBy } from '../reference/upsert.server.ts';

const REFERENCE = 'CA-9001';
const ANNOUNCED = '2025-09-17';

/** What each party has reported, oldest first; all of it accepted three days later. */
const REPORTS: {
	by: string;
	writer: string;
	asOf: string;
	status: CommitmentStatus;
	noteEn: string;
	noteFr: string;
	challengesEn?: string;
	challengesFr?: string;
	trained?: number;
	done?: number;
	moved?: { milestone: number; from: string; to: string; reasonEn: string; reasonFr: string };
}[] = [
	{
		by: 'government-ca',
		writer: 'liaison@example.org',
		asOf: '2025-12-31',
		status: 'on_track',
		noteEn: 'Demonstration: the course is written, and tried with the first 40 teachers.',
		noteFr: 'Démonstration : le cours est rédigé et a été essayé avec les 40 premiers enseignants.',
		trained: 40,
		done: 1
	},
	{
		by: 'government-nz',
		writer: 'liaison-nz@example.org',
		asOf: '2026-02-28',
		status: 'on_track',
		noteEn: 'Demonstration: two of four regions have named a coordinator.',
		noteFr:
			'Démonstration : deux des quatre régions ont nommé une coordonnatrice ou un coordonnateur.'
	},
	{
		by: 'government-ca',
		writer: 'liaison@example.org',
		asOf: '2026-03-31',
		status: 'delayed',
		noteEn: 'Demonstration: the second term’s courses were put off.',
		noteFr: 'Démonstration : les cours du deuxième trimestre ont été reportés.',
		challengesEn: 'Too few trainers who work in French.',
		challengesFr: 'Trop peu de formatrices et de formateurs travaillent en français.',
		trained: 210,
		moved: {
			milestone: 2,
			from: '2026-06',
			to: '2026-12',
			reasonEn: 'Trainers who work in French are still being found.',
			reasonFr: 'On cherche encore des formatrices et des formateurs qui travaillent en français.'
		}
	},
	{
		by: 'government-ca',
		writer: 'liaison@example.org',
		asOf: '2026-09-30',
		status: 'on_track',
		noteEn: 'Demonstration: courses run again in every province that takes part.',
		noteFr: 'Démonstration : les cours ont repris dans toutes les provinces participantes.',
		trained: 560
	}
];

/**
 * One published commitment with everything that a commitment can have: parties that report for
 * themselves, milestones of which one has moved, funding in two currencies, a target followed over a
 * year, and a relation. Made up, and says so.
 */
export async function loadDemoShared(
	db: Db,
	organisationId: (slug: string) => string,
	userId: (email: string) => string
): Promise<void> {
	const row = only(
		await db
			.insert(t.commitments)
			.values({
				reference: REFERENCE,
				ownerId: organisationId('government-ca'),
				forumKey: 'five-country',
				kind: 'programme',
				titleEn: 'Teach 1,000 teachers to act on online exploitation (demonstration)',
				titleFr: 'Former 1 000 enseignants à agir contre l’exploitation en ligne (démonstration)',
				descriptionEn:
					'A made-up commitment of the demonstration, shared by three countries: a course for teachers, held in each of them and measured alike.',
				descriptionFr:
					'Engagement fictif de la démonstration, commun à trois pays : un cours pour le personnel enseignant, donné dans chacun d’eux et mesuré de la même manière.',
				baselineEn: 'No such course in 2025.',
				baselineFr: 'Aucun cours de ce genre en 2025.',
				measureEn: 'Teachers who have finished the course, counted each quarter.',
				measureFr: 'Enseignants ayant terminé le cours, comptés chaque trimestre.',
				contactMailbox: 'child-safety@example.org',
				leadAgency: 'Public Safety Canada',
				supportingAgencies: ['Royal Canadian Mounted Police'],
				subdivisions: ['CA-ON', 'CA-QC', 'CA-NS'],
				announcedOn: ANNOUNCED,
				startsOn: '2025-10',
				dueOn: '2027-06',
				firstDueOn: '2027-06',
				state: 'published',
				createdBy: userId('liaison@example.org'),
				createdAt: new Date(`${ANNOUNCED}T14:00:00Z`),
				submittedAt: new Date(`${ANNOUNCED}T15:00:00Z`),
				publishedAt: new Date('2025-09-22T13:30:00Z')
			})
			.returning()
	);
	await db.insert(t.commitmentParticipants).values(
		['government-nz', 'government-au'].map((slug, index) => ({
			commitmentId: row.id,
			organisationId: organisationId(slug),
			position: index + 1
		}))
	);
	await keepFirstWording(db, row);
	const milestoneId = await loadParts(db, row.id, organisationId);
	const target = only(
		await db
			.insert(t.commitmentTargets)
			.values({
				commitmentId: row.id,
				position: 1,
				titleEn: 'Teachers who have finished the course',
				titleFr: 'Enseignants ayant terminé le cours',
				unitEn: 'teachers',
				unitFr: 'enseignants',
				baseline: 0,
				target: 1000,
				dueOn: '2027-06'
			})
			.returning()
	);
	for (const { by, writer, trained, done, moved, ...report } of REPORTS) {
		const posted = new Date(`${report.asOf}T15:00:00Z`);
		const decided = new Date(posted.getTime() + 3 * 24 * 60 * 60 * 1000);
		const { id: updateId } = only(
			await db
				.insert(t.commitmentUpdates)
				.values({
					...report,
					commitmentId: row.id,
					ownerId: organisationId(by),
					state: 'accepted',
					basis: 'owner',
					milestonesDone: done ? [milestoneId(String(done))] : [],
					createdBy: userId(writer),
					createdAt: posted,
					decidedBy: userId('editor@example.org'),
					decidedAt: decided
				})
				.returning()
		);
		if (trained !== undefined)
			await db
				.insert(t.targetValues)
				.values({ targetId: target.id, updateId, period: report.asOf.slice(0, 7), value: trained });
		if (moved)
			await db.insert(t.dateChanges).values({
				updateId,
				milestoneId: milestoneId(String(moved.milestone)),
				previousDueOn: moved.from,
				dueOn: moved.to,
				reasonEn: moved.reasonEn,
				reasonFr: moved.reasonFr
			});
		await db.insert(t.evidence).values({
			updateId,
			url: `https://example.org/sample/course-${report.asOf}`,
			title: 'Course report (sample)',
			publisher: 'example.org'
		});
	}
	await settle(db, row.id);
}

async function loadParts(db: Db, commitmentId: string, organisationId: (slug: string) => string) {
	const steps = await db
		.insert(t.milestones)
		.values([
			{
				commitmentId,
				position: 1,
				titleEn: 'Course written and tried',
				titleFr: 'Cours rédigé et mis à l’essai',
				dueOn: '2025-12',
				firstDueOn: '2025-12'
			},
			{
				commitmentId,
				position: 2,
				titleEn: 'Half of the teachers have finished it',
				titleFr: 'La moitié des enseignants l’ont terminé',
				dueOn: '2026-06',
				firstDueOn: '2026-06'
			},
			{
				commitmentId,
				position: 3,
				titleEn: 'A coordinator in each of four regions',
				titleFr: 'Une coordination dans chacune des quatre régions',
				dueOn: '2026-12',
				firstDueOn: '2026-12',
				participantId: organisationId('government-nz')
			}
		])
		.returning();
	await db.insert(t.fundingLines).values([
		{
			commitmentId,
			position: 1,
			amountMinor: 240_000_000,
			currency: 'CAD',
			fiscalPeriod: '2025-26',
			recipient: 'Public Safety Canada',
			stage: 'committed'
		},
		{
			commitmentId,
			position: 2,
			amountMinor: 150_000_000,
			currency: 'CAD',
			fiscalPeriod: '2026-27',
			recipient: 'Public Safety Canada',
			stage: 'announced'
		},
		{
			commitmentId,
			position: 3,
			amountMinor: 80_000_050,
			currency: 'NZD',
			fiscalPeriod: '2025-26',
			recipient: 'Department of Internal Affairs',
			stage: 'spent'
		}
	]);
	const campaign = only(
		await db
			.select({ id: t.commitments.id })
			.from(t.commitments)
			.where(eq(t.commitments.sourceKey, 'ca-2025-ice'))
	);
	await db
		.insert(t.commitmentRelations)
		.values({ commitmentId, relatedId: campaign.id, relation: 'related' });
	return idsBy(steps, ({ position }) => String(position));
}
