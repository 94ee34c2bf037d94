import { renderAsync } from '@resvg/resvg-js';
import { drawPicture } from '#lib/charts/picture/picture.ts';
import { pictureParts } from '#lib/comparison/views/parts.ts';
import { creditOf } from '#lib/comparison/views/taken.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { editionAddress } from '#lib/summaries/addresses.ts';
import type { PublishedSummary } from '#lib/summaries/queries.server.ts';
import { tagOf } from '../conditional.ts';
import { keeping } from '../kept.ts';
import { SHARED } from '../vocabulary.ts';
import { TYPEFACE, typefaceFiles } from '../pdf/typeface.server.ts';

const keep = keeping<Uint8Array<ArrayBuffer>>(50);

/** A figure of an edition as a PNG, for sites that show a page by its picture; null where it has no such figure. */
export function sharingPicture(
	summary: PublishedSummary,
	position: number,
	{ origin, locale }: { origin: string; locale: Locale }
) {
	const part = summary.passages[locale].parts.find(
		(one) => one.kind === 'figure' && one.figure.position === position
	);
	if (part?.kind !== 'figure') return null;
	const { caption, view } = part.figure;
	const title = pickText(caption, locale) || view.title[locale];
	const footer = creditOf(view, editionAddress(summary, origin, locale), locale);
	const drawn = drawPicture(pictureParts(view, locale), {
		title,
		summary: view.summary[locale],
		footer,
		locale
	});
	const svg = withinSheet(drawn);
	const tag = tagOf(svg);
	return { tag, make: () => keep(tag, () => toPng(svg)) };
}

/** The picture in the middle of a white sheet of that size, as large as it can be. */
function withinSheet(picture: string): string {
	const [, wide, high] = /width="(\d+)" height="(\d+)"/.exec(picture) ?? [];
	const drawn = { width: Number(wide), height: Number(high) };
	const { width, height } = SHARED;
	const scale = Math.min(width / drawn.width, height / drawn.height);
	const x = (width - drawn.width * scale) / 2;
	const y = (height - drawn.height * scale) / 2;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#fff"/><g transform="translate(${x} ${y}) scale(${scale})">${picture}</g></svg>`;
}

/** Drawn on a thread of the library; only the typeface of the pages is used, whatever the machine has. */
export async function toPng(svg: string): Promise<Uint8Array<ArrayBuffer>> {
	const drawn = await renderAsync(svg, {
		font: { loadSystemFonts: false, fontFiles: typefaceFiles(), defaultFontFamily: TYPEFACE }
	});
	return new Uint8Array(drawn.asPng());
}
