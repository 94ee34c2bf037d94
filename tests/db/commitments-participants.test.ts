import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	addForumMembers,
	addNamedParticipants,
	addParticipant,
	removeParticipant
} from '#lib/commitments/commands/participants.server.ts';
import { addMilestone } from '#lib/commitments/commands/parts.server.ts';
import { getCommitment, participantOptions } from '#lib/commitments/queries.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import {
	create,
	everything,
	MILESTONE,
	refuses,
	run,
	setTheStage,
	shared,
	submit,
	versionOf,
	world
} from './commitment-stage.ts';
import { asSystem, organisation } from './world.ts';

let company: { id: string };

beforeAll(async () => {
	useDatabase(await freshDatabase());
	await setTheStage();
	company = await organisation('company', 'company');
	const agency = await organisation('law_enforcement', 'agency');
	await asSystem(async (db) => {
		await db.insert(t.countries).values([
			{ code: 'AU', iso3: 'AUS', nameEn: 'Australia', nameFr: 'Australie' },
			{ code: 'GB', iso3: 'GBR', nameEn: 'United Kingdom', nameFr: 'Royaume-Uni' },
			{ code: 'NZ', iso3: 'NZL', nameEn: 'New Zealand', nameFr: 'Nouvelle-Zélande' },
			{ code: 'SG', iso3: 'SGP', nameEn: 'Singapore', nameFr: 'Singapour' }
		]);
		for (const [id, countryCode] of [
			[world.owner.id, 'AU'],
			[world.other.id, 'GB'],
			[world.partner.id, 'NZ'],
			[agency.id, 'NZ'],
			[company.id, 'GB']
		] as const)
			await db.update(t.organisations).set({ countryCode }).where(eq(t.organisations.id, id));
		await db
			.insert(t.forums)
			.values({ key: 'forum', kind: 'alliance', nameEn: 'Forum', nameFr: 'Enceinte' });
		const of = { forumKey: 'forum' };
		await db.insert(t.forumMemberships).values([
			{ ...of, countryCode: 'AU' },
			{ ...of, countryCode: 'NZ' },
			{ ...of, countryCode: 'NZ', role: 'chair' },
			{ ...of, countryCode: 'SG' },
			{ ...of, countryCode: 'GB', role: 'observer' },
			{ ...of, organisationId: agency.id },
			{ ...of, organisationId: company.id }
		]);
	});
}, 60_000);
afterAll(closeDatabase);

const slugsOf = async (reference: string) =>
	(await run('contributor', (db, actor) => getCommitment(db, actor, reference))).participants.map(
		({ slug }) => slug
	);
const name = (reference: string, list: string) =>
	run('contributor', (db, actor) => addNamedParticipants(db, actor, reference, { list }));

describe('who takes part', () => {
	it('is copied from a forum in one step: governments of its countries and its bodies, the lead left out', async () => {
		const reference = await create();
		const copy = () =>
			run('contributor', (db, actor) =>
				addForumMembers(db, actor, reference, { forumKey: 'forum' })
			);
		expect(await copy()).toBe(2);
		expect(await slugsOf(reference)).toEqual(['partner', 'agency']);
		const before = await everything();
		expect(await copy()).toBe(0);
		expect(await everything()).toEqual(before);
	});

	it('is copied from a communiqué’s text, and what is not recognised is said', async () => {
		const reference = await create();
		expect(
			await name(
				reference,
				'l’Australie, Nouvelle-Zélande, Royaume-Uni et Atlantide\nName of agency\nSGP'
			)
		).toEqual({ added: 3, unknown: ['Atlantide', 'SGP'] });
		expect(await slugsOf(reference)).toEqual(['partner', 'other', 'agency']);
		expect(await name(reference, 'UK')).toEqual({ added: 0, unknown: [] });
	});

	it('is chosen one by one, and left out again, with its milestones kept', async () => {
		const reference = await create();
		const add = (organisationId: string) =>
			run('contributor', (db, actor) => addParticipant(db, actor, reference, { organisationId }));
		await add(world.partner.id);
		await add(world.partner.id);
		await add(world.owner.id);
		await refuses(add(company.id), 'not_found');
		await refuses(add(randomUUID()), 'not_found');
		const milestone = (participantId: string) =>
			run('contributor', (db, actor) =>
				addMilestone(db, actor, reference, { ...MILESTONE, participantId, token: randomUUID() })
			);
		await refuses(milestone(world.other.id), 'not_found');
		await milestone(world.partner.id);
		const version = await versionOf(reference);
		const remove = (id: string) =>
			run('contributor', (db, actor) => removeParticipant(db, actor, reference, { id, version }));
		await refuses(remove(world.other.id), 'not_found');
		await remove(world.partner.id);
		await refuses(remove(world.partner.id), 'stale');
		const left = await run('contributor', (db, actor) => getCommitment(db, actor, reference));
		expect(left.participants).toEqual([]);
		expect(left.milestones).toMatchObject([{ participantId: null }]);
	});

	it('is offered without the lead, those who take part already, and companies', async () => {
		const reference = await create();
		await name(reference, 'New Zealand');
		const { organisations, forums } = await run('contributor', (db, actor) =>
			participantOptions(db, actor, reference)
		);
		expect(organisations.map(({ slug }) => slug)).toEqual(['agency', 'other']);
		expect(forums.map(({ key }) => key)).toEqual(['forum']);
	});

	it('stays as it is once it is submitted or published', async () => {
		const submitted = await create();
		await submit(submitted);
		const published = await shared(world.partner);
		for (const reference of [submitted, published]) {
			await refuses(name(reference, 'United Kingdom'), 'wrong_state');
			await refuses(
				run('contributor', (db, actor) =>
					removeParticipant(db, actor, reference, { id: world.partner.id, version: 3 })
				),
				'wrong_state'
			);
		}
	});

	it('is not for those who take part to change', async () => {
		const draft = await create();
		await name(draft, 'New Zealand');
		await refuses(
			run('participant', (db, actor) =>
				addNamedParticipants(db, actor, draft, { list: 'United Kingdom' })
			),
			'not_found'
		);
	});
});
