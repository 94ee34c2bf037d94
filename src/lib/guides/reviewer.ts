import { m } from '#lib/paraglide/messages.js';
import { step, type Guide } from './guide.ts';
import { PROMISED } from './liaison.ts';

const as = 'editor@example.org';

/** For who reviews, at the secretariat, what organisations submit. */
export const REVIEWER: Guide = {
	key: 'reviewer',
	title: m.guides_reviewer_title,
	lead: m.guides_reviewer_lead,
	year: [m.guides_reviewer_year_1, m.guides_reviewer_year_2, m.guides_reviewer_year_3],
	steps: [
		step({
			as,
			text: m.guides_reviewer_queue,
			names: { queue: m.summaries_queue },
			deeds: [{ open: '/secretariat' }, { see: 'queue' }],
			picture: { name: 'reviewer-queue', alt: m.guides_reviewer_queue_alt }
		}),
		step({
			as,
			text: m.guides_reviewer_decide,
			names: {
				decision: m.commitments_review_decision,
				accept: m.commitments_review_accept,
				return: m.commitments_review_return,
				record: m.commitments_review_send
			},
			deeds: [
				{ find: PROMISED },
				{ tick: 'return' },
				{ tick: 'accept' },
				{ picture: 'decision' },
				{ press: 'record' }
			],
			picture: { name: 'reviewer-decide', alt: m.guides_reviewer_decide_alt }
		}),
		step({
			as,
			text: m.guides_reviewer_update,
			names: {
				updates: m.summaries_queue_updates,
				rewordings: m.summaries_queue_rewordings
			},
			deeds: [{ open: '/secretariat' }, { see: 'updates' }, { see: 'rewordings' }]
		}),
		step({
			as,
			text: m.guides_reviewer_begin,
			names: {
				interest: m.assessments_interest_title,
				none: m.assessments_interest_none,
				begin: m.assessments_review_begin
			},
			deeds: [
				{ open: '/secretariat' },
				{ find: { en: 'Sample Video', fr: 'Exemple Vidéo' } },
				{ see: 'interest' },
				{ tick: 'none' },
				{ press: 'begin' }
			]
		}),
		step({
			as,
			text: m.guides_reviewer_answers,
			names: {
				rating: m.assessments_review_rating,
				reason: m.assessments_review_reason,
				comment: m.assessments_review_comment,
				others: m.assessments_across_open,
				save: m.assessments_review_save
			},
			deeds: [
				{ see: 'others' },
				{
					fill: 'comment',
					with: {
						en: 'Please name the year in which the lists were last brought up to date.',
						fr: 'Veuillez nommer l’année de la dernière mise à jour des listes.'
					}
				},
				{ picture: 'others' },
				{ press: 'save' }
			],
			picture: { name: 'reviewer-answers', alt: m.guides_reviewer_answers_alt }
		}),
		step({
			as,
			text: m.guides_reviewer_finish,
			names: {
				overall: m.assessments_review_overall,
				return: m.assessments_review_return,
				accept: m.assessments_review_accept
			},
			deeds: [{ see: 'overall' }, { see: 'return' }, { see: 'accept' }]
		}),
		step({
			as,
			text: m.guides_reviewer_cycles,
			names: {
				cycles: m.frameworks_cycles,
				progress: m.frameworks_cycle_progress,
				across: m.assessments_across_link
			},
			deeds: [
				{ open: '/secretariat' },
				{ follow: 'cycles' },
				{ find: 'Cycle 2026' },
				{ see: 'progress' },
				{ follow: 'across' }
			]
		}),
		step({
			as,
			text: m.guides_reviewer_findings,
			names: { findings: m.frameworks_finding_nav, record: m.frameworks_finding_new },
			deeds: [{ open: '/secretariat' }, { follow: 'findings' }, { follow: 'record' }]
		})
	]
};
