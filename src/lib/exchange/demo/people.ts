import type { Role } from '#lib/access/vocabulary.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';

export interface DemoPerson {
	email: string;
	name: string;
	locale: Locale;
	role: Role;
	organisationSlug: string;
	description: { en: string; fr: string };
}

/** The made-up people of demonstration mode: one for each role. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
	{
		email: 'liaison@example.org',
		name: 'Camille Tremblay',
		locale: 'en',
		role: 'contributor',
		organisationSlug: 'government-ca',
		description: {
			en: 'Government liaison for Canada: keeps commitments current',
			fr: 'Agente de liaison du gouvernement du Canada : tient les engagements à jour'
		}
	},
	{
		email: 'lead@example.org',
		name: 'Priya Raman',
		locale: 'en',
		role: 'approver',
		organisationSlug: 'government-ca',
		description: {
			en: 'Lead of Canada’s liaisons: withdraws commitments, invites colleagues',
			fr: 'Responsable des agents de liaison du Canada : retire des engagements, invite des collègues'
		}
	},
	{
		email: 'reader@example.org',
		name: 'Luc Gagnon',
		locale: 'fr',
		role: 'viewer',
		organisationSlug: 'government-ca',
		description: {
			en: 'Colleague in Canada: reads what the ministry prepares',
			fr: 'Collègue au Canada : lit ce que le ministère prépare'
		}
	},
	{
		email: 'liaison-nz@example.org',
		name: 'Aroha Ngata',
		locale: 'en',
		role: 'contributor',
		organisationSlug: 'government-nz',
		description: {
			en: 'Government liaison for New Zealand: a partner abroad',
			fr: 'Agente de liaison de la Nouvelle-Zélande : une partenaire à l’étranger'
		}
	},
	{
		email: 'submitter@example.org',
		name: 'Jordan Lee',
		locale: 'en',
		role: 'contributor',
		organisationSlug: 'sample-video',
		description: {
			en: 'Compliance officer of a sample company: fills in the self-assessment',
			fr: 'Agent de conformité d’une entreprise fictive : remplit l’autoévaluation'
		}
	},
	{
		email: 'approver@example.org',
		name: 'Sofia Marchetti',
		locale: 'en',
		role: 'approver',
		organisationSlug: 'sample-video',
		description: {
			en: 'Executive of the same company: attests and submits it',
			fr: 'Cadre de la même entreprise : l’atteste et la soumet'
		}
	},
	{
		email: 'other-company@example.org',
		name: 'Émile Fortin',
		locale: 'fr',
		role: 'contributor',
		organisationSlug: 'sample-messenger',
		description: {
			en: 'Compliance officer of another sample company',
			fr: 'Agent de conformité d’une autre entreprise fictive'
		}
	},
	{
		email: 'editor@example.org',
		name: 'Nadia Benali',
		locale: 'fr',
		role: 'editor',
		organisationSlug: 'secretariat',
		description: {
			en: 'Secretariat editor: reviews, and writes progress summaries',
			fr: 'Rédactrice au secrétariat : examine et rédige les bilans'
		}
	},
	{
		email: 'publisher@example.org',
		name: 'Tom Whitaker',
		locale: 'en',
		role: 'publisher',
		organisationSlug: 'secretariat',
		description: {
			en: 'Secretariat publisher: publishes what someone else wrote',
			fr: 'Responsable de la publication au secrétariat : publie ce qu’une autre personne a écrit'
		}
	},
	{
		email: 'administrator@example.org',
		name: 'Grace Okafor',
		locale: 'en',
		role: 'administrator',
		organisationSlug: 'secretariat',
		description: {
			en: 'Secretariat administrator: also invites people into any organisation',
			fr: 'Administratrice du secrétariat : invite aussi des personnes dans toute organisation'
		}
	}
];
