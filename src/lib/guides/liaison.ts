import { m } from '#lib/paraglide/messages.js';
import { inOwn, step, type Guide } from './guide.ts';

const as = 'liaison@example.org';
const lead = 'lead@example.org';
/** What the liaison of the guide promises; the reviewer of the guide publishes it. */
export const PROMISED = {
	en: 'A training course for every police service',
	fr: 'Un cours pour chaque service de police'
};

/** For who keeps the commitments of a government current. */
export const LIAISON: Guide = {
	key: 'liaison',
	title: m.guides_liaison_title,
	lead: m.guides_liaison_lead,
	year: [
		m.guides_liaison_year_1,
		m.guides_liaison_year_2,
		m.guides_liaison_year_3,
		m.guides_liaison_year_4
	],
	steps: [
		step({
			as,
			text: m.guides_liaison_work,
			names: { sign_in: m.access_sign_in, work: m.common_my_work },
			deeds: [{ open: '/workspace' }, { see: 'work' }],
			picture: { name: 'liaison-work', alt: m.guides_liaison_work_alt }
		}),
		step({
			as,
			text: m.guides_liaison_new,
			names: {
				new: m.commitments_list_new,
				title_en: m.commitments_field_title_en,
				title_fr: m.commitments_field_title_fr,
				kind: m.commitments_field_kind,
				programme: m.commitments_kind_programme,
				description: inOwn(m.commitments_field_description_en, m.commitments_field_description_fr),
				starts: m.commitments_field_starts_on,
				due: m.commitments_field_due_on,
				save: m.commitments_new_save
			},
			deeds: [
				{ follow: 'new' },
				{ fill: 'title_en', with: PROMISED.en },
				{ fill: 'title_fr', with: PROMISED.fr },
				{ choose: 'programme', in: 'kind' },
				{
					fill: 'description',
					with: {
						en: 'A five-day course, given in every region.',
						fr: 'Un cours de cinq jours, donné dans chaque région.'
					}
				},
				{ fill: 'starts', with: '2026' },
				{ fill: 'due', with: '2027-03' },
				{ picture: 'top' },
				{ press: 'save' }
			],
			picture: { name: 'liaison-new', alt: m.guides_liaison_new_alt }
		}),
		step({
			as,
			text: m.guides_liaison_milestone,
			names: {
				milestone: inOwn(m.commitments_milestone_title_en, m.commitments_milestone_title_fr),
				add: m.commitments_milestone_add
			},
			deeds: [
				{ fill: 'milestone', with: { en: 'First course given', fr: 'Premier cours donné' } },
				{ press: 'add' }
			]
		}),
		step({
			as,
			text: m.guides_liaison_submit,
			names: {
				back: m.commitments_back_to,
				check: m.commitments_action_submit,
				submit: m.commitments_submit_button
			},
			deeds: [{ follow: 'back' }, { follow: 'check' }, { press: 'submit' }]
		}),
		step({
			as,
			text: m.guides_liaison_report,
			names: {
				report: m.commitments_action_update,
				stands: m.commitments_update_field_status,
				risk: m.commitments_status_at_risk,
				as_of: m.commitments_update_field_as_of,
				note: inOwn(m.commitments_update_field_note_en, m.commitments_update_field_note_fr),
				send: m.commitments_update_post
			},
			deeds: [
				{ open: '/workspace/commitments/CA-0003' },
				{ follow: 'report' },
				{ tick: 'risk' },
				{ fill: 'as_of', with: '2026-10' },
				{
					fill: 'note',
					with: {
						en: 'Half of the work is done; the rest waits for staff.',
						fr: 'La moitié du travail est faite; le reste attend du personnel.'
					}
				},
				{ picture: 'stands' },
				{ press: 'send' }
			],
			picture: { name: 'liaison-report', alt: m.guides_liaison_report_alt }
		}),
		step({
			as,
			text: m.guides_liaison_several,
			names: {
				ours: m.commitments_list_title,
				several: m.commitments_list_report,
				spreadsheet: m.exchange_import_start
			},
			deeds: [
				{ open: '/workspace/commitments' },
				{ see: 'ours' },
				{ follow: 'several' },
				{ open: '/workspace/commitments' },
				{ follow: 'spreadsheet' }
			]
		}),
		step({
			as,
			text: m.guides_liaison_unchanged,
			names: {
				report: m.commitments_action_update,
				unchanged: m.commitments_update_unchanged_button,
				reword: m.commitments_action_reword
			},
			deeds: [
				{ open: '/workspace/commitments/CA-0030' },
				{ see: 'reword' },
				{ follow: 'report' },
				{ see: 'unchanged' }
			]
		}),
		step({
			as,
			text: m.guides_liaison_returned,
			names: {
				work: m.common_my_work,
				discussion: m.commitments_discussion_title,
				mention: m.commitments_discussion_mention,
				settings: m.common_settings
			},
			deeds: [
				{ open: '/workspace/commitments/CA-0003' },
				{ follow: 'discussion' },
				{ see: 'mention' },
				{ follow: 'settings' }
			]
		}),
		step({
			as: lead,
			text: m.guides_liaison_approver,
			names: {
				people: m.access_members_nav,
				handover: m.commitments_handover_link,
				withdraw: m.commitments_action_withdraw,
				settings: m.common_settings,
				webhooks: m.webhooks_title
			},
			deeds: [
				{ open: '/workspace/commitments/CA-0003' },
				{ see: 'withdraw' },
				{ follow: 'people' },
				{ follow: 'handover' },
				{ follow: 'settings' },
				{ see: 'webhooks' }
			]
		})
	]
};
