import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { inviteMember } from '#lib/access/members.server.ts';
import { addFunding, addMilestone, addTarget } from '#lib/commitments/commands/parts.server.ts';
import { decideCommitment, submitCommitment } from '#lib/commitments/commands/decide.server.ts';
import { createCommitment } from '#lib/commitments/commands/draft.server.ts';
import { postUpdate } from '#lib/commitments/commands/report.server.ts';
import { only } from '#lib/server/db/only.ts';
import * as t from '#lib/server/db/schema/index.ts';
import { accepting, answer, answered, as, attest, review, type Stage } from './assessment-world.ts';
import { CONTENT, FUNDING, MILESTONE, TARGET, UPDATE } from './commitment-stage.ts';
import { assessmentCases } from './stranger-assessments.ts';
import { answeringCases } from './stranger-answering.ts';
import { frameworkCases } from './stranger-frameworks.ts';
import { findingCases } from './stranger-findings.ts';
import { cycleCases } from './stranger-cycles.ts';
import { linkCases } from './stranger-links.ts';
import { passageCases } from './stranger-passages.ts';
import { passkeyCases } from './stranger-passkeys.ts';
import { removalCases } from './stranger-removals.ts';
import { importCases } from './stranger-imports.ts';
import { partsCases } from './stranger-parts.ts';
import { acceptedBelow, reviewingCases } from './stranger-reviewing.ts';
import { reportingCases } from './stranger-reporting.ts';
import { summaryCases } from './stranger-summaries.ts';
import { tokenCases } from './stranger-tokens.ts';
import { webhookCases } from './stranger-webhooks.ts';
import { asSystem, organisation, person } from './world.ts';

/**
 * What anyone may call: it takes no actor, shows each what the policy table lets them read, or concerns
 * the caller's own account alone.
 */
export const OPEN = [
	'agenciesOfCountry',
	'answerFigure',
	'capabilitiesOfCountry',
	'changeChoices',
	'changesSince',
	'chooseReminders',
	'commitmentFacets',
	'commitmentHistory',
	'commitmentOverview',
	'companiesSideBySide',
	'companyFacets',
	'companyRecord',
	'compareCompanies',
	'compareFunding',
	'comparePromises',
	'compareStatuses',
	'compareTiming',
	'compareOnMap',
	'compareTreaties',
	'comparedAs',
	'countByStatus',
	'countriesSideBySide',
	'countEndorsers',
	'countFindingsUnder',
	'countPublishedByYear',
	'countPunctuality',
	'countRegister',
	'countServing',
	'crosswalkOf',
	'distributionOfPrinciple',
	'endorsementRegister',
	'exampleMessage',
	'figureChoices',
	'fundingOfCountry',
	'getCompany',
	'getCountry',
	'getForum',
	'getPrincipleText',
	'getPublishedSummary',
	'indicatorsBeside',
	'latestSummaries',
	'latestUpdates',
	'listCommitments',
	'listCompanies',
	'listCountries',
	'listFindings',
	'listForumsOfCountries',
	'listPasskeys',
	'listPrincipleTexts',
	'listPublished',
	'listRegimes',
	'inPlaceIn',
	'listSummaries',
	'listWithdrawn',
	'listTakenPart',
	'mySettings',
	'mayReceive',
	'membersWithoutEndorsement',
	'newestCycle',
	'newestEditions',
	'numbersSince',
	'openActions',
	'promisesOfCountry',
	'publicCycles',
	'publishedAssessment',
	'readTreatyActions',
	'readAggregates',
	'readTrend',
	'readView',
	'renewCalendar',
	'reportersFor',
	'revokeCalendar',
	'seriesAbout',
	'sitemapFiles',
	'sitemapPages',
	'sitemapPart',
	'statusFlow',
	'trendOfPrinciple',
	'wordingsOf'
];
export interface Case {
	/** Someone who may, to show that what is given is real. */
	by: string;
	given: unknown[];
}
let stage: Stage;
const who = (name: string) => stage.who(name);
const token = () => randomUUID();

async function commitment() {
	const { owner } = stage.world;
	const reference = await as(who('contributor'), createCommitment, {
		...CONTENT,
		ownerId: owner.id,
		token: token()
	});
	await as(who('contributor'), addMilestone, reference, { ...MILESTONE, token: token() });
	await as(who('contributor'), addFunding, reference, { ...FUNDING, token: token() });
	await as(who('contributor'), addTarget, reference, { ...TARGET, token: token() });
	return reference;
}
const rowOf = (reference: string) =>
	asSystem(async (db) =>
		only(await db.select().from(t.commitments).where(eq(t.commitments.reference, reference)))
	);
const versionOf = async (reference: string) => (await rowOf(reference)).version;

/** Lists of one's own work: a stranger gets theirs. */
export const OWN = [
	'assessmentTasks',
	'myAssessments',
	'commitmentOptions',
	'commitmentTasks',
	'findingTasks',
	'listImports',
	'handOver',
	'myCommitments',
	'myServices',
	'ownLog',
	'ownBrokenLinks',
	'ownFindings',
	'passageTasks',
	'reportableCommitments'
];

/** Real records of one company, and every call on them that is not open to everyone. */
export async function plant(on: Stage): Promise<Record<string, Case>> {
	stage = on;
	const { owner } = stage.world;
	const inCycle = await stage.inNewCycle();
	const id = await answered(who('contributor'), inCycle);
	const cycle = only(
		await asSystem((db) => db.select().from(t.cycles).where(eq(t.cycles.id, inCycle.cycleId)))
	);
	const sent = await answered(who('contributor'), await stage.inNewCycle());
	await attest(who('approver'), sent);
	const taken = await acceptedBelow(stage);
	const draft = await commitment();
	const handedIn = await commitment();
	await as(who('contributor'), submitCommitment, handedIn, { version: await versionOf(handedIn) });
	const out = await commitment();
	await as(who('contributor'), submitCommitment, out, { version: await versionOf(out) });
	await as(who('editor'), decideCommitment, out, {
		decision: 'accept',
		version: await versionOf(out),
		comment: null
	});
	await as(who('contributor'), postUpdate, out, { ...UPDATE, token: token() });
	const posted = only(await asSystem((db) => db.select().from(t.commitmentUpdates)));
	const { id: commitmentId, version } = await rowOf(draft);
	const guest = await organisation('civil_society', 'guest');
	await asSystem(async (db) => {
		await db
			.insert(t.commitmentParticipants)
			.values({ commitmentId, organisationId: guest.id, position: 1 });
		await db
			.insert(t.forums)
			.values({ key: 'tried', kind: 'alliance', nameEn: 'Tried', nameFr: 'Essayé' });
	});
	await as(who('approver'), inviteMember, {
		organisationId: owner.id,
		name: 'N',
		email: 'n@example.org',
		role: 'viewer',
		locale: 'en',
		token: token()
	});
	const invitation = only(await asSystem((db) => db.select().from(t.invitations)));
	const leaver = await person(owner, 'viewer');
	const membership = only(
		(await asSystem((db) => db.select().from(t.memberships))).filter(
			({ userId }) => userId === leaver.userId
		)
	);
	const by = (name: string, ...given: unknown[]): Case => ({ by: name, given });
	return {
		listMembers: by('viewer', 'owner'),
		manageableOrganisations: by('administrator'),
		inviteMember: by('approver', {
			organisationId: owner.id,
			name: 'O',
			email: 'o@example.org',
			role: 'viewer',
			locale: 'en',
			token: token()
		}),
		revokeInvitation: by('approver', { invitation: invitation.id }),
		endMembership: by('approver', { membership: membership.id }),
		startAssessment: by('contributor', await stage.inNewCycle()),
		saveAnswer: by('contributor', { id, number: 1 }, answer({ version: 1 })),
		submitAssessment: by('approver', id, { name: 'N', title: 'T', confirm: 'on', seen: '' }),
		beginReview: by('editor', sent),
		saveReview: by('editor', sent, review()),
		returnAssessment: by('editor', sent, review(1, 'Why?')),
		acceptAssessment: by('editor', sent, accepting()),
		...reviewingCases({ sent, taken }),
		publishAssessment: by('publisher', taken, { revision: 1 }),
		getOwnAssessment: by('viewer', id),
		getOwnAnswer: by('contributor', id, 1),
		getAttestation: by('approver', id),
		getSubmission: by('viewer', sent),
		takeAttested: by('viewer', sent, 1),
		secretariatLog: by('editor', {}),
		ownLog: by('viewer', {}),
		getReview: by('editor', sent),
		reviewQueueAssessments: by('editor'),
		reviewAcross: by('editor', { cycle, number: 1 }),
		saveAcross: by('editor', { cycleId: cycle.id, number: 1 }, { reviews: [] }),
		createCommitment: by('contributor', { ...CONTENT, ownerId: owner.id, token: token() }),
		changeCommitment: by('contributor', draft, { ...CONTENT, version }),
		participantOptions: by('contributor', draft),
		addParticipant: by('contributor', draft, { organisationId: stage.world.partner.id }),
		addForumMembers: by('contributor', draft, { forumKey: 'tried' }),
		addNamedParticipants: by('contributor', draft, { list: 'Name of partner' }),
		removeParticipant: by('contributor', draft, { id: guest.id, version }),
		...(await partsCases({ draft, commitmentId, version, out, besides: handedIn })),
		submitCommitment: by('contributor', draft, { version }),
		decideCommitment: by('editor', handedIn, { decision: 'accept', version: 5, comment: null }),
		withdrawCommitment: by('approver', out, { reason: 'Replaced.' }),
		postUpdate: by('contributor', out, { ...UPDATE, token: token() }),
		...(await reportingCases(stage, out)),
		confirmUnchanged: by('contributor', out, { token: token() }),
		reviseUpdate: by('contributor', { ...UPDATE, id: posted.id }),
		decideUpdate: by('editor', posted.id, {
			decision: 'accept',
			seen: posted.createdAt,
			comment: null
		}),
		commitmentTasks: by('contributor'),
		myCommitments: by('contributor'),
		addComment: by('viewer', handedIn, { body: 'A question.', mentions: [], token: token() }),
		getDiscussion: by('viewer', handedIn),
		handOver: by('viewer'),
		commitmentOptions: by('contributor'),
		...(await assessmentCases(stage)),
		...(await answeringCases(stage)),
		...(await importCases(stage, id, inCycle)),
		...(await frameworkCases(stage)),
		...(await findingCases(stage)),
		...(await passageCases(stage)),
		...(await tokenCases(stage)),
		...(await passkeyCases(stage, membership)),
		...(await webhookCases(stage)),
		...(await linkCases(stage)),
		...(await removalCases(stage)),
		getCommitment: by('viewer', draft),
		getCommitmentTo: by('contributor', 'commitment.edit', draft),
		getForReview: by('editor', handedIn),
		getUpdate: by('editor', 'review', posted.id),
		reviewQueueCommitments: by('editor'),
		...(await cycleCases(stage, cycle)),
		reviewQueueUpdates: by('editor'),
		...(await summaryCases(stage))
	};
}
