import { m } from '#lib/paraglide/messages.js';
import { step, type Guide } from './guide.ts';

const as = 'reader@example.org';

/** For a colleague in an organisation that is signed in, who reads and asks, and changes nothing. */
export const PARTNER: Guide = {
	key: 'partner',
	title: m.guides_partner_title,
	lead: m.guides_partner_lead,
	year: [m.guides_partner_year_1, m.guides_partner_year_2, m.guides_partner_year_3],
	steps: [
		step({
			as,
			text: m.guides_partner_work,
			names: { sign_in: m.access_sign_in, work: m.common_my_work },
			deeds: [{ open: '/workspace' }, { see: 'work' }],
			picture: { name: 'partner-work', alt: m.guides_partner_work_alt }
		}),
		step({
			as,
			text: m.guides_partner_ahead,
			names: {
				commitments: m.common_nav_commitments,
				posted: m.commitments_update_state_posted
			},
			deeds: [
				{ open: '/' },
				{ follow: 'commitments' },
				{ open: '/commitments?country=CA&q=ICE' },
				{
					find: {
						en: 'Fund ICE units in seven provinces',
						fr: 'Financer les groupes de lutte de sept provinces'
					}
				},
				{ picture: 'posted' }
			],
			picture: { name: 'partner-ahead', alt: m.guides_partner_ahead_alt }
		}),
		step({
			as,
			text: m.guides_partner_ask,
			names: {
				ours: m.commitments_list_title,
				discussion: m.commitments_discussion_title,
				mention: m.commitments_discussion_mention
			},
			deeds: [
				{ open: '/workspace' },
				{ follow: 'ours' },
				{ open: '/workspace/commitments/CA-0003' },
				{ follow: 'discussion' },
				{ see: 'mention' }
			]
		}),
		step({
			as,
			text: m.guides_partner_people,
			names: {
				people: m.access_members_nav,
				settings: m.common_settings,
				calendar: m.notifications_calendar_title,
				tokens: m.access_token_title
			},
			deeds: [
				{ open: '/workspace' },
				{ follow: 'people' },
				{ follow: 'settings' },
				{ see: 'calendar' },
				{ see: 'tokens' }
			]
		})
	]
};
