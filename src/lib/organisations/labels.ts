import type { Label } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type {
	Certainty,
	ForumKind,
	ForumRole,
	OrganisationKind,
	ServiceFeature,
	TreatyAction
} from './vocabulary.ts';

export const organisationKindLabels: Record<OrganisationKind, () => string> = {
	government: m.organisations_kind_government,
	subnational_government: m.organisations_kind_subnational_government,
	law_enforcement: m.organisations_kind_law_enforcement,
	company: m.organisations_kind_company,
	civil_society: m.organisations_kind_civil_society,
	intergovernmental: m.organisations_kind_intergovernmental,
	secretariat: m.organisations_kind_secretariat
};

export const forumKindLabels: Record<ForumKind, () => string> = {
	ministerial_forum: m.organisations_forum_kind_ministerial_forum,
	alliance: m.organisations_forum_kind_alliance,
	law_enforcement_alliance: m.organisations_forum_kind_law_enforcement_alliance,
	treaty: m.organisations_forum_kind_treaty,
	national_strategy: m.organisations_forum_kind_national_strategy,
	delivery_partner: m.organisations_forum_kind_delivery_partner,
	industry_body: m.organisations_forum_kind_industry_body,
	regional_body: m.organisations_forum_kind_regional_body,
	regulator: m.organisations_forum_kind_regulator,
	clearing_house: m.organisations_forum_kind_clearing_house
};

export const forumRoleLabels: Record<ForumRole, () => string> = {
	member: m.organisations_role_member,
	chair: m.organisations_role_chair,
	observer: m.organisations_role_observer
};

export const treatyActionLabels: Record<TreatyAction, Label> = {
	signed: m.organisations_treaty_signed,
	ratified: m.organisations_treaty_ratified,
	accepted: m.organisations_treaty_accepted,
	acceded: m.organisations_treaty_acceded,
	succeeded: m.organisations_treaty_succeeded,
	bound: m.organisations_treaty_bound
};

export const featureLabels: Record<ServiceFeature, () => string> = {
	encrypted: m.organisations_feature_encrypted,
	searchable: m.organisations_feature_searchable,
	live: m.organisations_feature_live,
	hosting: m.organisations_feature_hosting,
	messaging: m.organisations_feature_messaging
};

/** What it is to have a feature, for whoever describes a service. */
export const featureHints: Record<ServiceFeature, () => string> = {
	encrypted: m.organisations_feature_encrypted_hint,
	searchable: m.organisations_feature_searchable_hint,
	live: m.organisations_feature_live_hint,
	hosting: m.organisations_feature_hosting_hint,
	messaging: m.organisations_feature_messaging_hint
};

/** That a service has not got a feature, within a sentence. */
export const featureLacks: Record<ServiceFeature, () => string> = {
	encrypted: m.organisations_feature_encrypted_lack,
	searchable: m.organisations_feature_searchable_lack,
	live: m.organisations_feature_live_lack,
	hosting: m.organisations_feature_hosting_lack,
	messaging: m.organisations_feature_messaging_lack
};

export const certaintyLabels: Record<Certainty, Label> = {
	confirmed: m.common_certainty_confirmed,
	inferred: m.common_certainty_inferred,
	unverified: m.common_certainty_unverified,
	conflicting: m.common_certainty_conflicting
};
