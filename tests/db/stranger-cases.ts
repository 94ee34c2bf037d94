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
	'comparedNumber',
	'countByStatus',
	'countriesSideBySide',
	'countEndorsers',
	'countPunctuality',
	'crosswalkOf',
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
