import { randomUUID } from 'node:crypto';
import { inviteOrganisations } from '#lib/frameworks/commands/invite.server.ts';
import { termsSeen } from '#lib/frameworks/rules.ts';
import type * as t from '#lib/server/db/schema/index.ts';
import { as, type Stage } from './assessment-world.ts';
import type { Case } from './stranger-cases.ts';
import { organisation, person } from './world.ts';

const CYCLE = {
	key: 'another',
	nameEn: 'A',
	nameFr: 'B',
	opensOn: '2030-01-01',
	dueOn: '2030-02-01',
	closesOn: '2030-03-01',
	invitationOnly: false,
	extensionDays: 14,
	replyDays: 14
};

/** What is done with a cycle: whom it is for, how far they are, until when, and when it is published. */
export async function cycleCases(
	stage: Stage,
	cycle: typeof t.cycles.$inferSelect
): Promise<Record<string, Case>> {
	const by = (name: string, ...given: unknown[]): Case => ({ by: name, given });
	const invited = await organisation('company', 'invited-company');
	const waiting = await organisation('company', 'waiting-company');
	await person(waiting, 'contributor');
	await as(stage.who('administrator'), inviteOrganisations, cycle.id, {
		organisations: [invited.id]
	});
	const asked = { ...cycle, audience: 'companies' };
	const until = new Date(`${cycle.closesOn}T00:00:00Z`);
	until.setUTCDate(until.getUTCDate() + 7);
	return {
		listCycles: by('editor'),
		getCycle: by('editor', cycle.id),
		cycleProgress: by('editor', asked),
		assessedFrameworks: by('administrator'),
		createCycle: by('administrator', {
			...CYCLE,
			frameworkId: cycle.frameworkId,
			token: randomUUID()
		}),
		changeCycle: by('administrator', cycle.id, { ...CYCLE, seen: termsSeen(cycle) }),
		cycleGuests: by('administrator', asked),
		inviteOrganisations: by('administrator', cycle.id, { organisations: [waiting.id] }),
		inviteEndorsers: by('administrator', cycle.id),
		uninvite: by('administrator', cycle.id, { organisationId: invited.id }),
		listExtensions: by('editor', cycle.id),
		organisationsAnswering: by('administrator', 'companies'),
		extendCycle: by('administrator', cycle.id, {
			organisationId: waiting.id,
			until: until.toISOString().slice(0, 10),
			reason: 'A new person took over.',
			token: randomUUID()
		}),
		nudgeOrganisations: by('editor', cycle.id, { organisations: [waiting.id] }),
		readyToPublish: by('publisher', cycle.id),
		schedulePublication: by('publisher', cycle.id, {
			at: new Date(Date.now() + 60_000),
			seen: ''
		}),
		unschedulePublication: by('publisher', cycle.id, { seen: '' }),
		publishCycle: by('publisher', cycle.id)
	};
}
