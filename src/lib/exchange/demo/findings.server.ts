import { eq } from 'drizzle-orm';
import { currentTime } from '#lib/clock.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { idsBy } from '../reference/upsert.server.ts';

const SOURCE = 'https://example.org/sample/finding';

/** Made-up gaps found at sample companies: one awaits the reply, one is published with it, one in silence. */
export async function loadDemoFindings(
	db: Db,
	organisationId: (slug: string) => string,
	userId: (email: string) => string
): Promise<void> {
	const requirementId = idsBy(
		await db
			.select({ id: t.requirements.id, number: t.requirements.number })
			.from(t.requirements)
			.innerJoin(t.frameworks, eq(t.frameworks.id, t.requirements.frameworkId))
			.where(eq(t.frameworks.key, VOLUNTARY_PRINCIPLES)),
		({ number }) => String(number)
	);
	const gap = {
		direction: 'gap' as const,
		sourceUrl: SOURCE,
		sourceNote: 'Sample',
		createdBy: userId('editor@example.org')
	};
	const made = await db
		.insert(t.findings)
		.values([
			{
				...gap,
				organisationId: organisationId('sample-video'),
				requirementId: requirementId('2'),
				voice: 'independent_review',
				textEn: 'Demonstration: the review found that one of two upload paths is not covered.',
				textFr:
					'Démonstration : l’examen a constaté que l’une des deux voies de téléversement n’est pas couverte.',
				foundOn: '2026-10',
				state: 'awaiting_reply',
				replyUntil: lastDay()
			},
			{
				...gap,
				organisationId: organisationId('sample-messenger'),
				requirementId: requirementId('4'),
				voice: 'regulator_finding',
				textEn: 'Demonstration: the regulator found that reports wait for more than a week.',
				textFr:
					'Démonstration : l’organisme de réglementation a constaté que les signalements attendent plus d’une semaine.',
				foundOn: '2026-06-15',
				state: 'published',
				replyUntil: '2026-07-14',
				publishedAt: new Date('2026-07-10T14:00:00Z')
			},
			{
				...gap,
				organisationId: organisationId('sample-search'),
				requirementId: requirementId('5'),
				voice: 'civil_society',
				textEn: 'Demonstration: no warning is shown for some of the searches that were tried.',
				textFr:
					'Démonstration : aucun avertissement n’apparaît pour certaines des recherches essayées.',
				foundOn: '2026-05',
				state: 'published',
				replyUntil: '2026-06-30',
				publishedAt: new Date('2026-07-02T14:00:00Z')
			}
		])
		.returning({ id: t.findings.id });
	await db.insert(t.findingReplies).values({
		findingId: made[1]?.id ?? '',
		organisationId: organisationId('sample-messenger'),
		body: 'Demonstration: since July, reports are read within two days.',
		bodyLocale: 'en',
		repliedBy: userId('other-company@example.org'),
		repliedAt: new Date('2026-07-08T09:00:00Z')
	});
}

/** Two weeks from the day on which the demonstration is loaded. */
const lastDay = () =>
	new Date(currentTime().valueOf() + 14 * 86_400_000).toISOString().slice(0, 10);
