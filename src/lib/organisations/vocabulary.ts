export const ORGANISATION_KINDS = [
	'government',
	'subnational_government',
	'law_enforcement',
	'company',
	'civil_society',
	'intergovernmental',
	'secretariat'
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** Who may take part in a shared commitment: those who promise as states, or beside them. */
export const PARTICIPANT_KINDS = [
	'government',
	'subnational_government',
	'law_enforcement',
	'intergovernmental',
	'civil_society'
] as const satisfies readonly OrganisationKind[];

export const FORUM_KINDS = [
	'ministerial_forum',
	'alliance',
	'law_enforcement_alliance',
	'treaty',
	'national_strategy',
	'delivery_partner',
	'industry_body',
	'regional_body',
	'regulator',
	'clearing_house'
] as const;
export type ForumKind = (typeof FORUM_KINDS)[number];

export const FORUM_ROLES = ['member', 'chair', 'observer'] as const;
export type ForumRole = (typeof FORUM_ROLES)[number];

/** `bound` where the record says that a country is a party, and not by which act it became one. */
export const TREATY_ACTIONS = [
	'signed',
	'ratified',
	'accepted',
	'acceded',
	'succeeded',
	'bound'
] as const;
export type TreatyAction = (typeof TREATY_ACTIONS)[number];

/**
 * What a service is or has that decides which principles concern it, and how: end-to-end encryption, search,
 * live video, hosting of what users store, messages from person to person.
 */
export const SERVICE_FEATURES = [
	'encrypted',
	'searchable',
	'live',
	'hosting',
	'messaging'
] as const;
export type ServiceFeature = (typeof SERVICE_FEATURES)[number];

/** How sure a fact from the public record is. `conflicting` keeps the other value beside it. */
export const CERTAINTIES = ['confirmed', 'inferred', 'unverified', 'conflicting'] as const;
export type Certainty = (typeof CERTAINTIES)[number];
