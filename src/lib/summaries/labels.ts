import { m } from '#lib/paraglide/messages.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { CheckedPart } from './checks.ts';
import { FIGURE_PARTS, type RequiredPart } from './rules.ts';
import type { AskedQuestion, NumberForm, PassageState, SummaryState } from './vocabulary.ts';

export const stateLabels: Record<SummaryState, () => string> = {
	draft: m.summaries_state_draft,
	in_review: m.summaries_state_in_review,
	scheduled: m.summaries_state_scheduled,
	published: m.summaries_state_published,
	superseded: m.summaries_state_superseded,
	withdrawn: m.summaries_state_withdrawn
};

export const stateTones: Record<SummaryState, Tone> = {
	draft: 'neutral',
	in_review: 'info',
	scheduled: 'info',
	published: 'good',
	superseded: 'muted',
	withdrawn: 'bad'
};

export const passageStateLabels: Record<PassageState, () => string> = {
	awaiting_reply: m.summaries_passage_awaiting,
	published: m.summaries_passage_printed,
	dropped: m.summaries_passage_taken_back
};

export const passageStateTones: Record<PassageState, Tone> = {
	awaiting_reply: 'info',
	published: 'good',
	dropped: 'muted'
};

export const questionLabels: Record<AskedQuestion, () => string> = {
	principle_distribution: m.summaries_question_principle_distribution,
	principle_trend: m.summaries_question_principle_trend,
	country_status: m.summaries_question_country_status,
	pillar_status: m.summaries_question_pillar_status,
	view: m.summaries_question_view
};

export const partLabels: Record<RequiredPart, () => string> = {
	titleEn: m.summaries_missing_title_en,
	titleFr: m.summaries_missing_title_fr,
	bodyEn: m.summaries_missing_body_en,
	bodyFr: m.summaries_missing_body_fr,
	figure: m.summaries_missing_figure,
	captions: m.summaries_missing_captions,
	alternatives: m.summaries_missing_alternatives,
	placedFigures: m.summaries_missing_placed_figures,
	placedNumbers: m.summaries_missing_placed_numbers,
	correctionNote: m.summaries_missing_correction_note
};

/** The lines of the check list in words. */
export const checkLabels: Record<CheckedPart, () => string> = {
	...partLabels,
	restrictedEn: m.summaries_check_restricted_en,
	restrictedFr: m.summaries_check_restricted_fr,
	openReply: m.summaries_check_open_reply,
	passageGone: m.summaries_check_passage_gone,
	linkWaiting: m.summaries_check_link_waiting,
	linkDoubtful: m.summaries_check_link_doubtful,
	linkClosed: m.summaries_check_link_closed,
	linkBroken: m.summaries_check_link_broken
};

const PARTS: readonly {
	title: () => string;
	page: 'text' | 'figures';
	asks: readonly RequiredPart[];
}[] = [
	{ title: m.summaries_body_en, page: 'text', asks: ['titleEn', 'bodyEn'] },
	{ title: m.summaries_body_fr, page: 'text', asks: ['titleFr', 'bodyFr'] },
	{
		title: m.summaries_figures,
		page: 'figures',
		asks: FIGURE_PARTS
	},
	{ title: m.summaries_correction_note, page: 'text', asks: ['correctionNote'] }
];

/** Where a part of a summary in work is mended, within its pages; null for what is no part. */
export function placeOfPart(part: string): string | null {
	const page = PARTS.find(({ asks }) => asks.some((asked) => asked === part))?.page;
	if (page) return `${page}#${part}`;
	if (part === 'openReply' || part === 'passageGone') return 'replies';
	return part.startsWith('restricted') || part.startsWith('link') ? 'text' : null;
}

/** The parts of a summary in work as tasks: where each is done, and what it still lacks. */
export function tasksOf({
	edition,
	missing
}: {
	edition: number;
	missing: readonly RequiredPart[];
}) {
	return PARTS.filter(({ asks }) => edition > 1 || !asks.includes('correctionNote')).map(
		({ title, page, asks }) => {
			const lacking = asks.filter((part) => missing.includes(part));
			return {
				title: title(),
				page,
				hint:
					lacking
						.map((part) => partLabels[part]())
						.filter((label) => label !== title())
						.join(', ') || undefined,
				status: lacking.length
					? { label: m.summaries_part_open(), tone: 'info' as const }
					: { label: m.summaries_part_done(), tone: 'good' as const }
			};
		}
	);
}

/** How a number of a figure may be written. */
export const numberFormLabels: Record<NumberForm, () => string> = {
	count: m.summaries_number_form_count,
	share: m.summaries_number_form_share
};

/** What the fields of a figure and of its numbers are called. */
export const figureLabels = () => ({
	question: m.summaries_figure_question(),
	principle: m.summaries_figure_principle(),
	cycle: m.summaries_figure_cycle(),
	forum: m.summaries_figure_forum(),
	country: m.summaries_figure_country(),
	captionEn: m.summaries_figure_caption_en(),
	captionFr: m.summaries_figure_caption_fr(),
	altEn: m.summaries_figure_alt_en(),
	altFr: m.summaries_figure_alt_fr(),
	row: m.summaries_number_row(),
	column: m.summaries_number_column(),
	form: m.summaries_number_form()
});
