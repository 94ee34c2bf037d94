import { m } from '#lib/paraglide/messages.js';

interface Word {
	/** Its anchor, the same in both languages. */
	key: string;
	word: () => string;
	means: () => string;
	/** A page that uses it. */
	seen?: string;
}

/** The words of the portal, each with what it stands for. */
export const WORDS: readonly Word[] = [
	{ key: 'answer', word: m.public_word_answer, means: m.public_word_answer_means },
	{ key: 'basis', word: m.public_word_basis, means: m.public_word_basis_means },
	{
		key: 'certainty',
		word: m.public_word_certainty,
		means: m.public_word_certainty_means,
		seen: '/about#sources'
	},
	{
		key: 'commitment',
		word: m.public_word_commitment,
		means: m.public_word_commitment_means,
		seen: '/commitments'
	},
	{
		key: 'cycle',
		word: m.public_word_cycle,
		means: m.public_word_cycle_means,
		seen: '/compare/companies'
	},
	{
		key: 'edition',
		word: m.public_word_edition,
		means: m.public_word_edition_means,
		seen: '/summaries'
	},
	{
		key: 'endorsement',
		word: m.public_word_endorsement,
		means: m.public_word_endorsement_means,
		seen: '/principles/endorsements'
	},
	{ key: 'evidence', word: m.public_word_evidence, means: m.public_word_evidence_means },
	{ key: 'finding', word: m.public_word_finding, means: m.public_word_finding_means },
	{ key: 'forum', word: m.public_word_forum, means: m.public_word_forum_means, seen: '/countries' },
	{
		key: 'framework',
		word: m.public_word_framework,
		means: m.public_word_framework_means,
		seen: '/principles'
	},
	{
		key: 'frozen',
		word: m.public_word_frozen,
		means: m.public_word_frozen_means,
		seen: '/summaries'
	},
	{
		key: 'indicator',
		word: m.public_word_indicator,
		means: m.public_word_indicator_means,
		seen: '/compare/indicators'
	},
	{ key: 'milestone', word: m.public_word_milestone, means: m.public_word_milestone_means },
	{ key: 'partner', word: m.public_word_partner, means: m.public_word_partner_means },
	{ key: 'pillar', word: m.public_word_pillar, means: m.public_word_pillar_means },
	{
		key: 'rating',
		word: m.public_word_rating,
		means: m.public_word_rating_means,
		seen: '/about#ratings'
	},
	{
		key: 'requirement',
		word: m.public_word_requirement,
		means: m.public_word_requirement_means,
		seen: '/principles'
	},
	{
		key: 'self_assessment',
		word: m.public_word_self_assessment,
		means: m.public_word_self_assessment_means,
		seen: '/companies'
	},
	{
		key: 'status',
		word: m.public_word_status,
		means: m.public_word_status_means,
		seen: '/about#statuses'
	},
	{
		key: 'summary',
		word: m.public_word_summary,
		means: m.public_word_summary_means,
		seen: '/summaries'
	},
	{
		key: 'treaty',
		word: m.public_word_treaty,
		means: m.public_word_treaty_means,
		seen: '/compare/countries?view=treaties'
	},
	{ key: 'update', word: m.public_word_update, means: m.public_word_update_means },
	{ key: 'withdrawn', word: m.public_word_withdrawn, means: m.public_word_withdrawn_means }
];
