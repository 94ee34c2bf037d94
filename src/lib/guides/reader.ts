import { m } from '#lib/paraglide/messages.js';
import { step, type Guide } from './guide.ts';

const as = null;

/** For everyone who reads, compares, cites and builds on it, and never signs in. */
export const READER: Guide = {
	key: 'reader',
	title: m.guides_reader_title,
	lead: m.guides_reader_lead,
	year: [m.guides_reader_year_1, m.guides_reader_year_2, m.guides_reader_year_3],
	steps: [
		step({
			as,
			text: m.guides_reader_country,
			names: {
				countries: m.common_nav_countries,
				status: m.organisations_country_by_status
			},
			deeds: [{ open: '/' }, { follow: 'countries' }, { find: 'Canada' }, { see: 'status' }],
			picture: { name: 'reader-country', alt: m.guides_reader_country_alt }
		}),
		step({
			as,
			text: m.guides_reader_principle,
			names: { principles: m.common_nav_principles, plain: m.public_plain_link },
			deeds: [
				{ open: '/' },
				{ follow: 'principles' },
				{ open: '/principles/1' },
				{ follow: 'plain' }
			]
		}),
		step({
			as,
			text: m.guides_reader_compare,
			names: {
				compare: m.common_nav_compare,
				weights: m.comparison_filter_weights,
				method: m.comparison_methods_title
			},
			deeds: [
				{ open: '/' },
				{ follow: 'compare' },
				{ see: 'weights' },
				{ picture: 'top' },
				{ open: '/compare/method' },
				{ see: 'method' }
			],
			picture: { name: 'reader-compare', alt: m.guides_reader_compare_alt }
		}),
		step({
			as,
			text: m.guides_reader_cite,
			names: {
				card: m.comparison_card_link,
				cite: m.comparison_card_cite,
				embed: m.comparison_card_embed
			},
			deeds: [
				{ open: '/compare/countries' },
				{ follow: 'card' },
				{ see: 'cite' },
				{ see: 'embed' },
				{ picture: 'cite' }
			],
			picture: { name: 'reader-card', alt: m.guides_reader_cite_alt }
		}),
		step({
			as,
			text: m.guides_reader_data,
			names: { data: m.common_nav_data, api: m.exchange_api_link },
			deeds: [{ open: '/' }, { follow: 'data' }, { follow: 'api' }]
		}),
		step({
			as,
			text: m.guides_reader_follow,
			names: {
				summaries: m.common_nav_summaries,
				mail: m.notifications_subscribe_title,
				changes: m.changes_title
			},
			deeds: [
				{ open: '/' },
				{ follow: 'summaries' },
				{ follow: 'mail' },
				{ open: '/changes' },
				{ see: 'changes' }
			]
		}),
		step({
			as,
			text: m.guides_reader_report,
			names: { help: m.common_footer_help },
			deeds: [{ open: '/' }, { follow: 'help' }]
		})
	]
};
