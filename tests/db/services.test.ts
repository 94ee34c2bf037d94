import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveAnswer, startAssessment } from '#lib/assessments/commands.server.ts';
import { getOwnAssessment } from '#lib/assessments/queries.server.ts';
import { addService, changeService } from '#lib/organisations/commands.server.ts';
import { myServices } from '#lib/organisations/queries/services.server.ts';
import { closeDatabase, useDatabase } from '#lib/server/db/index.ts';
import { auditEvents } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../database.ts';
import { answer, as, cycle, framework, refusal } from './assessment-world.ts';
import { asSystem, cast, organisation, person, type Cast } from './world.ts';

let world: Cast;
beforeAll(async () => {
	useDatabase(await freshDatabase());
	world = await cast('company');
}, 60_000);
afterAll(closeDatabase);

const who = (name: string) => world.actors[name] as NonNullable<Cast['actors'][string]>;
const said = { kind: 'Messenger', features: ['encrypted', 'messaging'] as const, endedOn: null };
const add = (name: string, given: object = {}) =>
	as(who(name), addService, {
		...said,
		features: [...said.features],
		organisationId: world.owner.id,
		name: 'Chat',
		token: randomUUID(),
		...given
	});
const own = async () => (await as(who('viewer'), myServices))[0]?.services ?? [];

describe('a company’s services', () => {
	it('are added by those who may write, each once and by a name of its own', async () => {
		const token = randomUUID();
		await add('contributor', { token });
		await add('contributor', { token });
		expect(await own()).toMatchObject([{ name: 'Chat', features: ['encrypted', 'messaging'] }]);
		expect(await refusal(add('approver'))).toBe('already_exists');
		expect(await refusal(add('viewer', { name: 'Video' }))).toBe('not_allowed');
		expect(await refusal(add('stranger', { name: 'Video' }))).toBe('not_found');
	});

	it('are changed over the version that was read, and end on a day', async () => {
		const [{ id = '', version = 0 } = {}] = await own();
		const change = { ...said, features: [...said.features], id, name: 'Chat', version };
		await as(who('approver'), changeService, { ...change, endedOn: '2026-10-01' });
		expect(await own()).toMatchObject([{ endedOn: '2026-10-01', version: version + 1 }]);
		expect(await refusal(as(who('contributor'), changeService, change))).toBe('stale');
		expect(await refusal(as(who('viewer'), changeService, change))).toBe('not_allowed');
	});

	it('are on record', async () => {
		const events = await asSystem((db) =>
			db
				.select({ event: auditEvents.event })
				.from(auditEvents)
				.where(eq(auditEvents.organisationId, world.owner.id))
				.orderBy(auditEvents.seq)
		);
		expect(events.map(({ event }) => event)).toEqual(['service.added', 'service.changed']);
	});

	it('are no business of a government', async () => {
		const ministry = await organisation('government', 'ministry');
		const liaison = await person(ministry, 'contributor');
		const given = { ...said, features: [], organisationId: ministry.id, name: 'X' };
		expect(await refusal(as(liaison, addService, { ...given, token: randomUUID() }))).toBe(
			'not_allowed'
		);
		expect(await as(liaison, myServices)).toEqual([]);
	});
});

describe('what an answer says of a service', () => {
	it('stays under the name that the service had then, whatever it is called later', async () => {
		await add('contributor', { name: 'Rooms' });
		const rooms = (await own()).find(({ name }) => name === 'Rooms');
		const { id: cycleId } = await cycle(await framework('named'), 'c1');
		const id = await as(who('contributor'), startAssessment, {
			organisationId: world.owner.id,
			cycleId
		});
		const line = { serviceId: rooms?.id ?? '', rating: 2, notApplicable: false, note: null };
		await as(who('contributor'), saveAnswer, { id, number: 1 }, answer({ services: [line] }));
		const named = async () => {
			const { requirements } = await as(who('contributor'), getOwnAssessment, id);
			return requirements[0]?.answer?.services.map(({ name }) => name);
		};
		expect(await named()).toEqual(['Rooms']);
		await as(who('contributor'), changeService, {
			...said,
			features: [...said.features],
			id: rooms?.id ?? '',
			name: 'Halls',
			version: rooms?.version ?? 0
		});
		expect((await own()).some(({ name }) => name === 'Halls')).toBe(true);
		expect(await named()).toEqual(['Rooms']);
	});
});
