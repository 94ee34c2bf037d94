import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '#lib/access/actor.ts';
import { cycleGuests } from '#lib/assessments/queries/progress.server.ts';
import { compareCompanies } from '#lib/comparison/queries/companies.server.ts';
import { answerFigure } from '#lib/comparison/questions.server.ts';
import { inviteEndorsers } from '#lib/frameworks/commands/invite.server.ts';
import {
	countEndorsers,
	getCompany,
	listCompanies
} from '#lib/organisations/queries/companies.server.ts';
import {
	endorsementRegister,
	membersWithoutEndorsement
} from '#lib/organisations/queries/endorsements.server.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { as } from './assessment-world.ts';
import { cycleOf, RATINGS, setVersions, type Versions } from './versions-stage.ts';
import { asSystem } from './world.ts';

let set: Versions;
const who = (name: string) => set.who(name);

const trend = (principle: number) =>
	withActor(PUBLIC, (db) => answerFigure(db, 'principle_trend', { principle }));

beforeAll(async () => {
	set = await setVersions();
}, 180_000);
afterAll(closeDatabase);

describe('a new version of a framework', () => {
	it('leaves the comparison with what is published under the one before', async () => {
		const { rows, note } = await trend(1);
		expect(rows).toMatchObject([{ rated: 1, rating_1: 1 }]);
		expect(note?.en ?? '').not.toContain('not comparable');
	});

	it('takes over what was said where it may be compared, and nothing else', async () => {
		const cycle = await cycleOf(set.versions.second, 'new', '2026-01-01');
		const { id, requirements } = await set.start(cycle, RATINGS, true);
		expect(requirements.map((one) => one.answer?.narrative ?? null)).toEqual([
			null,
			'Said of 1',
			'Said of 2',
			null,
			null
		]);
		await set.publish(id);
	});

	it('goes on with a trend under another number, and says where one breaks', async () => {
		const kept = await trend(2);
		expect(kept.rows).toMatchObject([
			{ cycle: { en: 'Cycle old' }, rated: 1, rating_1: 1 },
			{ cycle: { en: 'Cycle new' }, rated: 1, rating_2: 1 }
		]);
		expect(kept.note?.en).not.toContain('not comparable');

		for (const broken of [1, 4, 5]) {
			const { rows, chart, note } = await trend(broken);
			expect(rows).toMatchObject([
				{
					cycle: { en: 'Cycle old: not comparable', fr: 'Cycle old (fr) : non comparable' },
					rated: null,
					assessed: null
				},
				{ cycle: { en: 'Cycle new' }, rated: 1 }
			]);
			expect(chart.labels[0]?.en).toBe('Cycle old: not comparable');
			expect(chart.series.map(({ values }) => values[0])).toEqual([null, null, null, null, null]);
			expect(chart.summary.en).toContain('version 2020');
			expect(note?.fr).toContain('version 2020');
		}
	});

	it('keeps what is asked about a cycle of the version before', async () => {
		const { rows } = await withActor(PUBLIC, (db) =>
			answerFigure(db, 'principle_distribution', { principle: 4, cycle: 'old' })
		);
		expect(rows.find(({ key }) => key === 'rating_4')).toMatchObject({ count: 1 });
	});
});

describe('endorsements of the version before', () => {
	beforeAll(() =>
		asSystem(async (db) => {
			const { owner, other } = set.stage.world;
			await db.insert(t.forums).values({
				key: 'weprotect',
				kind: 'alliance',
				nameEn: 'Alliance',
				nameFr: 'Alliance (fr)'
			});
			for (const { id } of [owner, other])
				await db.insert(t.forumMemberships).values({ forumKey: 'weprotect', organisationId: id });
			await db.insert(t.endorsements).values([
				{ frameworkId: set.versions.first, organisationId: owner.id, endorsedOn: '2020-03' },
				{ frameworkId: set.versions.first, organisationId: other.id, endorsedOn: '2021' },
				{ frameworkId: set.versions.second, organisationId: other.id, endorsedOn: '2026' }
			]);
		})
	);

	it('stay on the register and on the lists of companies, the newest of each company alone', async () => {
		const { register, without, companies, one, count, compared } = await withActor(
			PUBLIC,
			async (db) => ({
				register: await endorsementRegister(db),
				without: await membersWithoutEndorsement(db),
				companies: await listCompanies(db),
				one: await getCompany(db, 'owner'),
				count: await countEndorsers(db),
				compared: await compareCompanies(db, { cells: 'self' })
			})
		);
		expect(register.map(({ slug, endorsedOn }) => [slug, endorsedOn])).toEqual([
			['other', '2026'],
			['owner', '2020-03']
		]);
		expect(without).toEqual([]);
		expect(companies.map(({ slug, endorsement }) => [slug, endorsement?.endorsedOn])).toEqual([
			['other', '2026'],
			['owner', '2020-03']
		]);
		expect(one.endorsement).toMatchObject({ status: 'endorsed', endorsedOn: '2020-03' });
		expect(count).toBe(2);
		const { assessed, without: others } = compared.rows;
		expect([...assessed, ...others].map((row) => [row.slug, row.endorsement?.endorsedOn])).toEqual([
			['owner', '2020-03'],
			['other', '2026']
		]);
	});

	it('count for whom a cycle of the new version may expect and invite', async () => {
		const { id: cycleId } = await cycleOf(set.versions.second, 'invited', '2026-06-01');
		const asked = {
			id: cycleId,
			frameworkId: set.versions.second,
			audience: 'companies',
			invitationOnly: true
		};
		const guests = () => as(who('administrator'), cycleGuests, asked);
		expect((await guests()).map(({ endorsing }) => endorsing)).toEqual([true, true]);
		await as(who('administrator'), inviteEndorsers, cycleId);
		expect((await guests()).every(({ invitedAt }) => invitedAt)).toBe(true);
	});
});
