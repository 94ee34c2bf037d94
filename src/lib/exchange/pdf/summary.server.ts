import { pick, pickText } from '#lib/i18n/bilingual.ts';
import { formatDay, formatPartialDate } from '#lib/i18n/format.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { editionAddress } from '#lib/summaries/addresses.ts';
import { citationText, withdrawnOn } from '#lib/summaries/citation.ts';
import type { PublishedSummary } from '#lib/summaries/queries.server.ts';
import { tagOf } from '../conditional.ts';
import { keeping } from '../kept.ts';
import { blocksOf, type Block } from './blocks.ts';
import { figureOf } from './figure.ts';
import { TEMPLATE } from './template.ts';
import { typeset } from './typeset.server.ts';

/** Enough for what is read in a day; one takes a tenth of a megabyte. */
const keep = keeping<Uint8Array<ArrayBuffer>>(100);

/** An edition of a summary as a PDF: its tag, known at once, and the file, which is made once. */
export function summaryPdf(summary: PublishedSummary, origin: string, locale: Locale) {
	const contents = summaryContents(summary, origin, locale);
	const tag = tagOf(TEMPLATE, JSON.stringify(contents));
	return { tag, make: () => keep(tag, () => typeset(TEMPLATE, contents)) };
}

/** An edition of a summary as the template sets it: the same words, in the same order, as on its page. */
export function summaryContents(summary: PublishedSummary, origin: string, locale: Locale) {
	const { title, publishedAt, asOf, edition } = summary;
	const address = editionAddress(summary, origin, locale);
	const { headings, parts } = summary.passages[locale];
	const said = pick(title, locale);
	const published = publishedAt ?? new Date(0);
	const facts = [
		m.summaries_published_on({ date: formatDay(published, locale) }, { locale }),
		m.summaries_edition({ edition }, { locale }),
		m.summaries_as_of({ date: asOf ? formatPartialDate(asOf, locale) : '' }, { locale })
	].join(' · ');
	return {
		lang: locale,
		title: said?.text ?? '',
		titleLang: said?.lang ?? locale,
		publisher: m.summaries_publisher({}, { locale }),
		kicker: m.summaries_title({}, { locale }),
		date: {
			year: published.getUTCFullYear(),
			month: published.getUTCMonth() + 1,
			day: published.getUTCDate()
		},
		facts,
		running: `${said?.text ?? ''} · ${m.summaries_edition({ edition }, { locale })}`,
		notices: noticesOf(summary, locale),
		contents: headings.length > 1 ? m.summaries_contents({}, { locale }) : null,
		body: parts.flatMap((part): (Block | ReturnType<typeof figureOf>)[] =>
			part.kind === 'text' ? blocksOf(part.tokens, { address }) : [figureOf(part.figure, locale)]
		),
		closing: [
			...repliesOf(summary, locale),
			{
				title: m.summaries_cite({}, { locale }),
				text: [citationText(summary, address, locale)],
				href: null
			},
			{
				title: m.summaries_licence({}, { locale }),
				text: [m.summaries_licence_text({}, { locale })],
				href: null
			},
			{ title: m.summaries_address({}, { locale }), text: [], href: address }
		]
	};
}

/** What organisations replied, or that they did not, after what they were shown: as on the page. */
function repliesOf({ replies }: PublishedSummary, locale: Locale) {
	if (!replies.length) return [];
	const words = (one: PublishedSummary['replies'][number]) => [
		pickText(one.organisation, locale),
		pickText(one.passage, locale),
		...(one.repliedAt
			? [
					m.summaries_replied_on({ date: formatDay(one.repliedAt, locale) }, { locale }) +
						(one.changedAt
							? `; ${m.summaries_reply_changed({ date: formatDay(one.changedAt, locale) }, { locale })}`
							: ''),
					pickText(one.reply, locale)
				]
			: [m.summaries_reply_silent({ date: formatPartialDate(one.dueOn, locale) }, { locale })])
	];
	return [
		{
			title: m.summaries_replies({}, { locale }),
			text: [m.summaries_replies_about({}, { locale }), ...replies.flatMap(words)],
			href: null
		}
	];
}

function noticesOf(summary: PublishedSummary, locale: Locale) {
	const { state, edition, correctionNote, withdrawal } = summary;
	const note = pick(correctionNote, locale);
	const reason = withdrawal && pick(withdrawal.reason, locale);
	return [
		...(withdrawal && reason
			? [
					{
						title: withdrawnOn(withdrawal, locale),
						text: [{ text: reason.text, lang: reason.lang }]
					}
				]
			: []),
		...(state === 'superseded' ? [{ title: m.summaries_replaced({}, { locale }), text: [] }] : []),
		...(edition > 1 && note
			? [
					{
						title: m.summaries_correction_note({}, { locale }),
						text: [{ text: note.text, lang: note.lang }]
					}
				]
			: [])
	];
}
