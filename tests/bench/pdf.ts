// How long the files of a summary take: `npx tsx tests/bench/pdf.ts`. Needs no database.
import { drawPicture } from '#lib/charts/picture/picture.ts';
import { statusFigure } from '#lib/comparison/figures/statuses.ts';
import { viewsOf } from '#lib/comparison/questions.server.ts';
import { summaryContents } from '#lib/exchange/pdf/summary.server.ts';
import { TEMPLATE } from '#lib/exchange/pdf/template.ts';
import { typeset } from '#lib/exchange/pdf/typeset.server.ts';
import { toPng } from '#lib/exchange/summary/sharing-picture.server.ts';
import { passagesOf } from '#lib/summaries/content.ts';

const both = (text: string) => ({ en: text, fr: text });
const places = Array.from({ length: 12 }, (_, at) => `Country ${at + 1}`);
const answer = statusFigure({
	title: both('Commitments by country'),
	axis: both('Country'),
	groups: places.map((name) => ({ key: name, name: both(name) })),
	counts: places.flatMap((group, at) =>
		(['completed', 'on_track', 'no_evidence'] as const).map((status) => ({
			group,
			status,
			count: at + 1
		}))
	),
	note: both('A commitment is counted once.'),
	asOf: '2026-11-26'
});
const figures = [1, 2, 3].map((position) => ({
	id: String(position),
	position,
	question: 'country_status' as const,
	filters: {},
	captionEn: 'What has become of each promise',
	captionFr: 'Ce qu’il est advenu de chaque promesse',
	caption: both('What has become of each promise'),
	altEn: '',
	altFr: '',
	shown: true,
	views: viewsOf(answer)
}));

/** An edition of so many words, with three figures among them. */
function edition(words: number) {
	const section = `## A section\n\n${'Every word of this text is set. '.repeat(30)}\n\n`;
	const body = section.repeat(Math.ceil(words / 212));
	const text = `${body}\n\n{{figure 1}}\n\n{{figure 2}}\n\n{{figure 3}}`;
	return {
		slug: 'measured',
		edition: 1,
		state: 'published' as const,
		title: both('A summary that is measured'),
		asOf: '2026-11-26',
		publishedAt: new Date('2026-11-26'),
		correctionNote: both(''),
		withdrawal: null,
		editions: [],
		figures,
		numbers: [],
		replies: [],
		passages: passagesOf({ bodyEn: text, bodyFr: text }, figures, [])
	};
}

async function measure(name: string, make: () => Promise<Uint8Array>): Promise<void> {
	const times: number[] = [];
	// What the processors did for it: the same however busy the machine is.
	const before = process.cpuUsage();
	let size = 0;
	for (let run = 0; run < 7; run += 1) {
		const start = performance.now();
		size = (await make()).byteLength;
		times.push(performance.now() - start);
	}
	const { user, system } = process.cpuUsage(before);
	const median = times.toSorted((a, b) => a - b)[3] ?? 0;
	console.log(
		`${name}: first ${Math.round(times[0] ?? 0)} ms, median ${Math.round(median)} ms, ${Math.round((user + system) / 7000)} ms of computing, ${Math.round(size / 1000)} kB, process ${Math.round(process.memoryUsage().rss / 1_000_000)} MB`
	);
}

for (const words of [1000, 15_000]) {
	const contents = summaryContents(edition(words), 'https://concord.example', 'en');
	await measure(`PDF of ${words} words and three figures`, () => typeset(TEMPLATE, contents));
}
const words = {
	title: 'A title',
	summary: answer.chart.summary.en,
	footer: [],
	locale: 'en' as const
};
const svg = drawPicture([{ title: null, says: null, chart: answer.chart }], words);
await measure('picture for sharing', () => toPng(svg));
