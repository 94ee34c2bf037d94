import type { Listing } from './listing.ts';
import { capabilityListing } from './listings/capabilities.server.ts';
import { changeListing } from './listings/changes.server.ts';
import { commitmentListing } from './listings/commitments.server.ts';
import { companyListing } from './listings/companies.server.ts';
import { companiesBesideListing } from './listings/companies-beside.server.ts';
import { companiesComparedListing } from './listings/comparisons.server.ts';
import { countryListing } from './listings/countries.server.ts';
import { countriesBesideListing } from './listings/countries-beside.server.ts';
import { countriesComparedListing } from './listings/countries-compared.server.ts';
import { endorsementListing } from './listings/endorsements.server.ts';
import { findingListing } from './listings/findings.server.ts';
import { frameworkListing } from './listings/frameworks.server.ts';
import { indicatorListing } from './listings/indicators.server.ts';
import { indicatorBesideListing } from './listings/indicators-beside.server.ts';
import { flowListing } from './listings/over-time.server.ts';
import { organisationListing } from './listings/organisations.server.ts';
import { summaryListing } from './listings/summaries.server.ts';
import { forumListing } from './listings/forums.server.ts';
import { membershipListing } from './listings/memberships.server.ts';
import { treatyActionListing } from './listings/treaty-actions.server.ts';
import { assessmentListing } from './listings/assessments.server.ts';
import { updateListing } from './listings/updates.server.ts';
import { milestoneListing } from './listings/milestones.server.ts';
import { fundingLineListing } from './listings/funding-lines.server.ts';

/** Every list of the API, in the order in which its document tells of them. */
export const LISTINGS: readonly Listing[] = [
	frameworkListing,
	countryListing,
	forumListing,
	membershipListing,
	treatyActionListing,
	organisationListing,
	companyListing,
	endorsementListing,
	assessmentListing,
	commitmentListing,
	updateListing,
	milestoneListing,
	fundingLineListing,
	findingListing,
	indicatorListing,
	summaryListing,
	changeListing,
	companiesComparedListing,
	companiesBesideListing,
	countriesComparedListing,
	countriesBesideListing,
	flowListing,
	capabilityListing,
	indicatorBesideListing
];
