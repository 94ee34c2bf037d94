import { eq } from 'drizzle-orm';
import { MODEL_NATIONAL_RESPONSE } from '#lib/frameworks/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, follow, test } from '../fixtures.ts';
import { expectAccessibleInBoth } from './assessment-steps.ts';

const SECRET = 'Only this government knows that';

/** A code that no country has: nobody else's test looks at it. */
const COUNTRY = 'QM';

/** A published assessment of the Model National Response by a government, in a cycle and a country of its own. */
async function published(government: { id: string }) {
	return asSystem(async (db) => {
		await db
			.insert(t.countries)
			.values({ code: COUNTRY, iso3: 'QMM', nameEn: 'Nowhere', nameFr: 'Nulle part' });
		await db
			.update(t.organisations)
			.set({ countryCode: COUNTRY })
			.where(eq(t.organisations.id, government.id));
		const framework = only(
			await db.select().from(t.frameworks).where(eq(t.frameworks.key, MODEL_NATIONAL_RESPONSE))
		);
		const asked = await db
			.select()
			.from(t.requirements)
			.where(eq(t.requirements.frameworkId, framework.id));
		const key = crypto.randomUUID().slice(0, 8);
		const days = { opensOn: '2018-01-01', dueOn: '2018-02-01', closesOn: '2018-03-01' };
		const cycle = only(
			await db
				.insert(t.cycles)
				.values({
					frameworkId: framework.id,
					key,
					nameEn: `Cycle ${key}`,
					nameFr: `Cycle ${key}`,
					...days
				})
				.returning()
		);
		const assessment = only(
			await db
				.insert(t.assessments)
				.values({
					cycleId: cycle.id,
					organisationId: government.id,
					state: 'published',
					revision: 1,
					publishedAt: new Date('2018-04-01T12:00:00Z'),
					publicRatings: asked.map(() => 2)
				})
				.returning()
		);
		await db.insert(t.answers).values(
			asked.map(({ id: requirementId, number }) => ({
				assessmentId: assessment.id,
				organisationId: government.id,
				requirementId,
				rating: 2,
				narrative: number === 2 ? SECRET : `Words on capability ${number}`,
				visibility: number === 2 ? ('secretariat' as const) : ('public' as const)
			}))
		);
		await db.insert(t.publishedReviews).values({
			assessmentId: assessment.id,
			organisationId: government.id,
			requirementId: asked.find(({ number }) => number === 3)?.id ?? '',
			visibility: 'public',
			rating: 1,
			reason: 'One province of three has it.',
			reasonLocale: 'en',
			reply: 'The second follows this year.',
			replyLocale: 'en',
			replyUntil: '2018-03-20'
		});
		return assessment.id;
	});
}

test('a government’s answers stay its own until its approver publishes them', async ({
	page,
	organisation,
	person,
	openAs,
	signIn
}) => {
	const government = await organisation({ kind: 'government' });
	const approver = await person({ organisation: government, role: 'approver' });
	const id = await published(government);
	const reading = await openAs(null);
	await reading.goto(`/en/countries/${COUNTRY}`);
	await expect(reading.getByRole('heading', { name: 'Its own assessment' })).toHaveCount(0);

	await signIn(approver.email);
	await page.goto(`/en/workspace/assessments/${id}`);
	await expect(page.getByText('Your answers are not shown as yours')).toBeVisible();
	await expectAccessibleInBoth(page);
	const secretariat = await organisation({ kind: 'secretariat' });
	const editing = await openAs((await person({ organisation: secretariat, role: 'editor' })).email);
	const seenByAll = async () => {
		await editing.goto(`/en/secretariat/assessments/${id}`);
		await follow(editing.getByRole('link', { name: 'See it as the public does' }));
		return editing.getByRole('heading', { level: 1 });
	};
	await expect(await seenByAll()).toContainText('capabilities');

	await page.getByRole('button', { name: 'Publish our own answers' }).click();
	await expect(page.getByText('Your own answers are public')).toBeVisible();

	await reading.reload();
	await expect(reading.getByRole('heading', { name: 'Its own assessment' })).toBeVisible();
	await expect(reading.getByText('Words on capability 3')).toBeVisible();
	await expect(reading.getByText('One province of three has it.')).toBeVisible();
	await expect(reading.getByText('The second follows this year.')).toBeVisible();
	expect(await reading.content()).not.toContain(SECRET);
	await expect(await seenByAll()).toHaveText('Nowhere');
	await expectAccessibleInBoth(reading);
});
