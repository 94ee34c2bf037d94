import { m } from '#lib/paraglide/messages.js';
import { step, type Guide, type Words } from './guide.ts';

const editor = 'editor@example.org';
const publisher = 'publisher@example.org';
const administrator = 'administrator@example.org';
const EDIT: Words = (_, options) => m.summaries_figure_edit({ number: 1 }, options);
const OPENING_EN: Words = (_, options) =>
	m.drafting_in_en({ section: m.drafting_opening({}, options) }, options);
const OPENING_FR: Words = (_, options) =>
	m.drafting_in_fr({ section: m.drafting_opening({}, options) }, options);
/** The summary that the editor of the guide writes, and its publisher publishes. */
const WRITTEN = { en: 'Progress in 2026', fr: 'Progrès en 2026' };

/** For who writes progress summaries, who publishes them, and who opens cycles and invites. */
export const SECRETARIAT: Guide = {
	key: 'secretariat',
	title: m.guides_secretariat_title,
	lead: m.guides_secretariat_lead,
	year: [m.guides_secretariat_year_1, m.guides_secretariat_year_2, m.guides_secretariat_year_3],
	steps: [
		step({
			as: editor,
			text: m.guides_secretariat_start,
			names: {
				summaries: m.summaries_nav_summaries,
				write: m.summaries_new,
				title_en: m.summaries_title_en,
				title_fr: m.summaries_title_fr,
				from: m.summaries_new_from,
				start: m.summaries_start
			},
			deeds: [
				{ open: '/secretariat' },
				{ follow: 'summaries' },
				{ open: '/secretariat/summaries' },
				{ follow: 'write' },
				{ fill: 'title_en', with: WRITTEN.en },
				{ fill: 'title_fr', with: WRITTEN.fr },
				{ press: 'start' }
			]
		}),
		step({
			as: editor,
			text: m.guides_secretariat_figure,
			names: {
				card: m.comparison_card_link,
				use: m.comparison_card_use,
				add: m.summaries_use_add
			},
			deeds: [
				{ open: '/compare/countries' },
				{ follow: 'card' },
				{ follow: 'use' },
				{ picture: 'top' },
				{ press: 'add' }
			],
			picture: { name: 'secretariat-figure', alt: m.guides_secretariat_figure_alt }
		}),
		step({
			as: editor,
			text: m.guides_secretariat_bind,
			names: {
				edit: EDIT,
				row: m.summaries_number_row,
				number: m.summaries_number_column,
				bind: m.summaries_number_add,
				draft: m.summaries_draft
			},
			deeds: [
				{ see: 'draft' },
				{ follow: 'edit' },
				{ take: 'Canada', in: 'row' },
				{ press: 'bind' },
				{ press: 'draft' }
			]
		}),
		step({
			as: editor,
			text: m.guides_secretariat_write,
			names: {
				text: m.summaries_text,
				opening_en: OPENING_EN,
				opening_fr: OPENING_FR,
				agree: m.drafting_agree,
				preview: m.drafting_preview,
				comment: m.drafting_comment,
				save: m.summaries_save
			},
			deeds: [
				{ open: '/secretariat/summaries' },
				{ find: WRITTEN },
				{ follow: 'text' },
				{ fill: 'opening_en', with: 'What was promised is under way in every country named here.' },
				{
					fill: 'opening_fr',
					with: 'Ce qui a été promis est en cours dans chaque pays nommé ici.'
				},
				{ see: 'preview' },
				{ picture: 'opening_en' },
				{ press: 'save' },
				{ follow: 'text' },
				{ press: 'agree' },
				{ press: 'save' }
			],
			picture: { name: 'secretariat-text', alt: m.guides_secretariat_write_alt }
		}),
		step({
			as: editor,
			text: m.guides_secretariat_ask,
			names: { replies: m.summaries_replies_manage, ask: m.summaries_ask },
			deeds: [{ follow: 'replies' }, { see: 'ask' }]
		}),
		step({
			as: editor,
			text: m.guides_secretariat_send,
			names: { checks: m.summaries_checks, send: m.summaries_review_ask },
			deeds: [
				{ open: '/secretariat/summaries' },
				{ find: WRITTEN },
				{ see: 'checks' },
				{ press: 'send' }
			]
		}),
		step({
			as: publisher,
			text: m.guides_secretariat_publish,
			names: {
				queue: m.summaries_queue,
				checks: m.summaries_checks,
				publish: m.summaries_publish,
				schedule: m.summaries_schedule,
				return: m.summaries_return
			},
			deeds: [
				{ open: '/secretariat' },
				{ see: 'queue' },
				{ find: WRITTEN },
				{ see: 'schedule' },
				{ see: 'return' },
				{ picture: 'checks' },
				{ press: 'publish' }
			],
			picture: { name: 'secretariat-publish', alt: m.guides_secretariat_publish_alt }
		}),
		step({
			as: publisher,
			text: m.guides_secretariat_correct,
			names: { correct: m.summaries_correct, withdraw: m.summaries_withdraw },
			deeds: [
				{ open: '/secretariat/summaries' },
				{ find: WRITTEN },
				{ see: 'correct' },
				{ see: 'withdraw' }
			]
		}),
		step({
			as: publisher,
			text: m.guides_secretariat_cycle,
			names: { cycles: m.frameworks_cycles, together: m.frameworks_cycle_publish },
			deeds: [
				{ open: '/secretariat' },
				{ follow: 'cycles' },
				{ find: 'Cycle 2026' },
				{ follow: 'together' }
			]
		}),
		step({
			as: administrator,
			text: m.guides_secretariat_administer,
			names: {
				new: m.frameworks_cycle_new,
				guests: m.frameworks_cycle_guests,
				time: m.frameworks_cycle_more_time,
				frameworks: m.frameworks_versions,
				load: m.frameworks_versions_load,
				people: m.access_members_nav
			},
			deeds: [
				{ open: '/secretariat/cycles' },
				{ see: 'new' },
				{ find: 'Cycle 2026' },
				{ see: 'guests' },
				{ see: 'time' },
				{ follow: 'frameworks' },
				{ see: 'load' },
				{ follow: 'people' }
			]
		}),
		step({
			as: administrator,
			text: m.guides_secretariat_log,
			names: {
				log: m.audit_nav,
				about: m.audit_filter_group,
				refusals: m.audit_group_refusals,
				apply: m.common_filter_apply,
				all: m.audit_all_about
			},
			deeds: [
				{ open: '/secretariat/audit' },
				{ see: 'all' },
				{ choose: 'refusals', in: 'about' },
				{ press: 'apply' }
			]
		}),
		step({
			as: administrator,
			text: m.guides_secretariat_remove,
			names: {
				log: m.audit_nav,
				remove: m.removals_link,
				address: m.removals_address,
				find: m.removals_find,
				which: m.removals_which,
				ground: m.removals_ground,
				button: m.removals_button
			},
			deeds: [
				{ open: '/secretariat/audit' },
				{ follow: 'remove' },
				{ see: 'address' },
				{ see: 'find' }
			]
		}),
		step({
			as: administrator,
			text: m.guides_secretariat_erase,
			names: {
				people: m.access_members_nav,
				erase: m.access_erase_member,
				settings: m.common_settings,
				own: m.access_erase_button
			},
			deeds: [{ open: '/secretariat' }, { follow: 'people' }, { see: 'erase' }]
		})
	]
};
