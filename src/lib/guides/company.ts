import { m } from '#lib/paraglide/messages.js';
import { step, upTo, type Guide } from './guide.ts';

const submitter = 'submitter@example.org';
const approver = 'approver@example.org';

/** For who answers for a company, and for who attests what was answered. */
export const COMPANY: Guide = {
	key: 'company',
	title: m.guides_company_title,
	lead: m.guides_company_lead,
	year: [m.guides_company_year_1, m.guides_company_year_2, m.guides_company_year_3],
	steps: [
		step({
			as: submitter,
			text: m.guides_company_services,
			names: { services: m.organisations_services_title },
			deeds: [{ open: '/workspace' }, { follow: 'services' }]
		}),
		step({
			as: submitter,
			text: m.guides_company_start,
			names: {
				assessments: m.commitments_tasks_assessments,
				carry: upTo((cycle, options) => m.assessments_carry({ cycle }, options)),
				empty: m.assessments_start_empty,
				sheet: m.exchange_answers_link
			},
			deeds: [
				{ open: '/workspace' },
				{ follow: 'assessments' },
				{ see: 'empty' },
				{ press: 'carry' },
				{ see: 'sheet' }
			],
			picture: { name: 'company-tasks', alt: m.guides_company_start_alt }
		}),
		step({
			as: submitter,
			text: m.guides_company_answer,
			names: {
				rating: m.assessments_rating,
				narrative: m.assessments_narrative,
				visibility: m.common_visibility,
				partners: m.assessments_visibility_partners,
				save: m.assessments_save_and_return
			},
			deeds: [
				{ find: { en: '1.', fr: '1.' } },
				{ see: 'visibility' },
				{
					fill: 'narrative',
					with: {
						en: 'Every upload is compared with the lists of three hotlines.',
						fr: 'Chaque téléversement est comparé aux listes de trois lignes de signalement.'
					}
				},
				{ tick: 'partners' },
				{ picture: 'rating' },
				{ press: 'save' }
			],
			picture: { name: 'company-answer', alt: m.guides_company_answer_alt }
		}),
		step({
			as: submitter,
			text: m.guides_company_confirm,
			names: { confirm: m.assessments_confirm_carried },
			deeds: [{ find: { en: '2.', fr: '2.' } }, { press: 'confirm', times: 10 }]
		}),
		step({
			as: submitter,
			text: m.guides_company_check,
			names: { check: m.assessments_check_link },
			deeds: [{ open: '/workspace/assessments' }, { find: 'Cycle 2026' }, { follow: 'check' }],
			picture: { name: 'company-check', alt: m.guides_company_check_alt }
		}),
		step({
			as: approver,
			text: m.guides_company_attest,
			names: {
				assessments: m.commitments_tasks_assessments,
				attest: m.assessments_attest_link,
				name: m.assessments_attest_name,
				role: m.assessments_attest_role,
				declare: m.assessments_attest_confirm,
				submit: m.assessments_attest_submit
			},
			deeds: [
				{ open: '/workspace' },
				{ follow: 'assessments' },
				{ find: 'Cycle 2026' },
				{ follow: 'attest' },
				{ fill: 'name', with: 'Sofia Marchetti' },
				{ fill: 'role', with: { en: 'Vice-President', fr: 'Vice-présidente' } },
				{ tick: 'declare' },
				{ picture: 'name' },
				{ press: 'submit' }
			],
			picture: { name: 'company-attest', alt: m.guides_company_attest_alt }
		}),
		step({
			as: approver,
			text: m.guides_company_reply,
			names: {
				work: m.common_my_work,
				findings: m.frameworks_finding_own_title
			},
			deeds: [{ open: '/workspace' }, { see: 'work' }, { follow: 'findings' }]
		}),
		step({
			as: approver,
			text: m.guides_company_people,
			names: {
				people: m.access_members_nav,
				settings: m.common_settings,
				tokens: m.access_token_title,
				webhooks: m.webhooks_title
			},
			deeds: [
				{ open: '/workspace' },
				{ follow: 'people' },
				{ follow: 'settings' },
				{ see: 'tokens' },
				{ see: 'webhooks' }
			]
		})
	]
};
