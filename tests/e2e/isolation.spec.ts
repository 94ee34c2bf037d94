import type { APIResponse, Page } from '@playwright/test';
import { eq, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { asSystem } from '../db/world.ts';
import { expect, test, type Organisation } from '../fixtures.ts';

interface Planted {
	marker: string;
	assessmentId: string;
	reference: string;
	updateId: string;
}

/** A text that nobody else may read, in every field of a draft assessment and a draft commitment. */
async function plant(owner: Organisation): Promise<Planted> {
	const marker = `marker${randomUUID().replaceAll('-', '')}`;
	return asSystem(async (db) => {
		const framework = only(
			await db.select().from(t.frameworks).where(eq(t.frameworks.key, VOLUNTARY_PRINCIPLES))
		);
		const cycle = only(
			await db
				.insert(t.cycles)
				.values({
					frameworkId: framework.id,
					key: randomUUID().slice(0, 8),
					nameEn: 'A cycle of the tests',
					nameFr: 'Un cycle des essais',
					opensOn: '2020-01-01',
					dueOn: '2020-02-01',
					closesOn: '2020-03-01'
				})
				.returning()
		);
		const assessment = only(
			await db
				.insert(t.assessments)
				.values({ cycleId: cycle.id, organisationId: owner.id })
				.returning()
		);
		const requirements = await db
			.select()
			.from(t.requirements)
			.where(eq(t.requirements.frameworkId, framework.id));
		await db.insert(t.answers).values(
			requirements.map(({ id }) => ({
				assessmentId: assessment.id,
				organisationId: owner.id,
				requirementId: id,
				rating: 2,
				narrative: marker
			}))
		);
		const draft = {
			ownerId: owner.id,
			kind: 'policy' as const,
			titleEn: marker,
			descriptionFr: marker
		};
		const reference = `${owner.referencePrefix}-0001`;
		await db.insert(t.commitments).values({ ...draft, reference });
		const published = only(
			await db
				.insert(t.commitments)
				.values({
					...draft,
					reference: `${owner.referencePrefix}-0002`,
					titleEn: 'Open to all',
					descriptionFr: null,
					state: 'published',
					publishedAt: new Date()
				})
				.returning()
		);
		const update = only(
			await db
				.insert(t.commitmentUpdates)
				.values({
					commitmentId: published.id,
					ownerId: owner.id,
					state: 'returned',
					status: 'at_risk',
					basis: 'owner',
					noteEn: marker,
					returnComment: marker
				})
				.returning()
		);
		return { marker, assessmentId: assessment.id, reference, updateId: update.id };
	});
}

/** Every address under which the planted text could be thought to stand. */
function addresses(owner: Organisation, { assessmentId, reference, updateId }: Planted): string[] {
	const pages = [
		`/workspace`,
		`/workspace/assessments`,
		`/workspace/assessments/${assessmentId}`,
		...Array.from({ length: 11 }, (_, n) => `/workspace/assessments/${assessmentId}/${n + 1}`),
		`/workspace/assessments/${assessmentId}/check`,
		`/workspace/assessments/${assessmentId}/attest`,
		`/workspace/commitments`,
		`/workspace/commitments/${reference}`,
		...['edit', 'milestones', 'funding', 'update', 'submit'].map(
			(page) => `/workspace/commitments/${reference}/${page}`
		),
		`/workspace/commitments/${owner.referencePrefix}-0002`,
		`/secretariat`,
		`/secretariat/assessments/${assessmentId}`,
		`/secretariat/commitments/${reference}`,
		`/secretariat/updates/${updateId}`,
		`/commitments`,
		`/commitments/${reference}`,
		`/commitments/${owner.referencePrefix}-0002`,
		`/companies/${owner.slug}`,
		`/compare/companies`,
		`/compare/companies/side-by-side?company=${owner.slug}`,
		`/data`
	];
	return [
		...pages.flatMap((page) => [`/en${page}`, `/fr${page}`, `/en${page}/__data.json`]),
		`/api/v1/compare/companies/side-by-side?company=${owner.slug}`,
		...[
			'frameworks',
			'countries',
			'companies',
			'commitments',
			'summaries',
			'compare/companies',
			'compare/countries'
		].flatMap((name) => [`/api/v1/${name}`, `/api/v1/${name}?format=csv`])
	];
}

async function expectNothing(page: Page, owner: Organisation, planted: Planted): Promise<void> {
	for (const address of addresses(owner, planted)) {
		const response = await page.request.get(address);
		expect(response.status(), address).toBeLessThan(500);
		expect(await response.text(), address).not.toContain(planted.marker);
	}
	const search = await page.request.get(`/en/commitments?q=${planted.marker}`);
	expect((await search.text()).replaceAll(`value="${planted.marker}"`, '')).not.toContain(
		`${owner.referencePrefix}-0001`
	);
}

/** What the owner's draft rows hold, as one number that any change of theirs changes. */
const contents = (owner: Organisation) =>
	asSystem(async (db) => {
		const { rows } = (await db.execute(sql`
			select md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as print from (
				select a::text as x from answers a where a.organisation_id = ${owner.id}
				union all select s::text from assessments s where s.organisation_id = ${owner.id}
				union all select c::text from commitments c where c.owner_id = ${owner.id}
				union all select u::text from commitment_updates u where u.owner_id = ${owner.id}
			) all_rows`)) as unknown as { rows: { print: string }[] };
		return rows[0]?.print;
	});

/** Posts what a browser of someone else could post. */
async function postings(
	page: Page,
	origin: string,
	{ assessmentId, reference, updateId }: Planted
) {
	const post = (path: string, form: Record<string, string>): Promise<APIResponse> =>
		page.request.post(path, {
			form,
			headers: { origin, accept: 'text/html' },
			maxRedirects: 0
		});
	const answer = {
		rating: '4',
		narrative: 'taken over',
		version: '1',
		visibility: 'public',
		narrativeLocale: 'en'
	};
	return Promise.all([
		post(`/en/workspace/assessments/${assessmentId}/1`, answer),
		post(`/en/workspace/assessments/${assessmentId}/1?/save`, answer),
		post(`/en/workspace/assessments/${assessmentId}/attest`, {
			name: 'X',
			title: 'Y',
			confirm: 'on',
			seen: '0'.repeat(64)
		}),
		post(`/en/workspace/commitments/${reference}/edit`, {
			titleEn: 'taken over',
			kind: 'policy',
			version: '1'
		}),
		post(`/en/workspace/commitments/${reference}/submit`, { version: '1' }),
		post(`/en/workspace/commitments/${reference}/milestones`, { titleEn: 'taken over' }),
		post(`/en/secretariat/commitments/${reference}`, { decision: 'accept', version: '1' }),
		post(`/en/secretariat/updates/${updateId}`, { decision: 'accept' }),
		post(`/en/secretariat/assessments/${assessmentId}`, { decision: 'accept' })
	]);
}

test.describe('what a company has not published', () => {
	for (const who of ['another company’s approver', 'nobody'] as const)
		test(`reaches ${who} by no page, file or guessed address`, async ({
			organisation,
			person,
			openAs
		}) => {
			const owner = await organisation({ kind: 'company' });
			const planted = await plant(owner);
			const other = await organisation({ kind: 'company' });
			const stranger =
				who === 'nobody' ? null : await person({ organisation: other, role: 'approver' });
			const page = await openAs(stranger?.email ?? null);
			await expectNothing(page, owner, planted);
		});

	test('is changed by no post of someone else', async ({
		organisation,
		person,
		openAs,
		baseURL
	}) => {
		const owner = await organisation({ kind: 'company' });
		const planted = await plant(owner);
		const before = await contents(owner);
		const other = await organisation({ kind: 'company' });
		const stranger = await person({ organisation: other, role: 'approver' });
		for (const email of [stranger.email, null]) {
			const page = await openAs(email);
			for (const response of await postings(page, baseURL ?? '', planted)) {
				expect([303, 403, 404, 405], response.url()).toContain(response.status());
				expect(await response.text()).not.toContain(planted.marker);
			}
		}
		expect(await contents(owner)).toBe(before);
	});

	test('is read by its own people', async ({ organisation, person, openAs }) => {
		const owner = await organisation({ kind: 'company' });
		const planted = await plant(owner);
		const viewer = await person({ organisation: owner, role: 'viewer' });
		const page = await openAs(viewer.email);
		const response = await page.request.get(
			`/en/workspace/assessments/${planted.assessmentId}/check`
		);
		expect(response.status()).toBe(200);
		expect(await response.text()).toContain(planted.marker);
	});

	test('takes no change from a page of another site', async ({ organisation, person, openAs }) => {
		const owner = await organisation({ kind: 'company' });
		const planted = await plant(owner);
		const before = await contents(owner);
		const own = await person({ organisation: owner, role: 'approver' });
		const page = await openAs(own.email);
		for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }]) {
			const response = await page.request.post(
				`/en/workspace/commitments/${planted.reference}/edit`,
				{
					form: { titleEn: 'taken over', version: '1' },
					headers
				}
			);
			expect(response.status()).toBe(403);
		}
		expect(await contents(owner)).toBe(before);
	});
});
