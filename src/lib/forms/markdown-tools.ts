/** What a toolbar can do to Markdown. */
export const MARKDOWN_TOOLS = [
	'heading',
	'bold',
	'italic',
	'link',
	'list',
	'quote',
	'table'
] as const;
export type MarkdownTool = (typeof MARKDOWN_TOOLS)[number];

/** A text with what is selected in it. */
export interface Selected {
	text: string;
	start: number;
	end: number;
}

type Work = (selected: Selected) => Selected;

/** Puts marks around what is selected, or takes them away where they stand there already. */
const around =
	(mark: string): Work =>
	({ text, start, end }) => {
		const [before, said, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
		// `**bold**` is no italic text: only a mark that stands alone is taken away.
		const stands =
			before.endsWith(mark) &&
			after.startsWith(mark) &&
			!before.endsWith(mark + mark[0]) &&
			!after.startsWith(mark + mark[0]);
		if (stands)
			return {
				text: before.slice(0, -mark.length) + said + after.slice(mark.length),
				start: start - mark.length,
				end: end - mark.length
			};
		return {
			text: before + mark + said + mark + after,
			start: start + mark.length,
			end: end + mark.length
		};
	};

/** Puts a mark before each line of what is selected, or takes it away where every line has it. */
const before =
	(mark: string): Work =>
	({ text, start, end }) => {
		const from = text.lastIndexOf('\n', start - 1) + 1;
		const next = text.indexOf('\n', end);
		const to = next === -1 ? text.length : next;
		const lines = text.slice(from, to).split('\n');
		const all = lines.every((line) => line.startsWith(mark));
		const said = lines
			.map((line) => (all ? line.slice(mark.length) : line.startsWith(mark) ? line : mark + line))
			.join('\n');
		const moved = all ? -mark.length : lines[0]?.startsWith(mark) ? 0 : mark.length;
		return {
			text: text.slice(0, from) + said + text.slice(to),
			start: Math.max(from, start + moved),
			end: Math.max(from, end + said.length - (to - from))
		};
	};

const link: Work = ({ text, start, end }) => {
	const said = text.slice(start, end);
	const isAddress = /^https?:\/\/\S+$/.test(said);
	const [words, address] = isAddress ? ['', said] : [said, 'https://'];
	const put = `[${words}](${address})`;
	// What is still to be typed is selected: the words, or the address.
	const at = start + (isAddress ? 1 : words.length + 3);
	return {
		text: text.slice(0, start) + put + text.slice(end),
		start: at,
		end: at + (isAddress ? 0 : address.length)
	};
};

/** Puts lines of their own after those of what is selected, with an empty line on either side. */
export const block =
	(lines: string, caret = lines.length): Work =>
	({ text, end }) => {
		const next = text.indexOf('\n', end);
		const to = next === -1 ? text.length : next;
		const above = text.slice(0, to).replace(/\s+$/, '');
		const below = text.slice(to).replace(/^\s+/, '');
		const lead = above ? `${above}\n\n` : '';
		const at = lead.length + caret;
		return { text: lead + lines + (below ? `\n\n${below}` : ''), start: at, end: at };
	};

const TABLE = '|  |  |\n| --- | --- |\n|  |  |';

const WORK: Record<MarkdownTool, Work> = {
	heading: before('## '),
	bold: around('**'),
	italic: around('*'),
	link,
	list: before('- '),
	quote: before('> '),
	table: block(TABLE, 2)
};

/** The text after a tool was used on what is selected. */
export const applied = (tool: MarkdownTool, selected: Selected): Selected => WORK[tool](selected);

/** What of a text has to be typed anew to get another: the shortest stretch. */
export function changedStretch(
	before: string,
	after: string
): { from: number; to: number; put: string } {
	const most = Math.min(before.length, after.length);
	let from = 0;
	while (from < most && before[from] === after[from]) from += 1;
	let tail = 0;
	while (tail < most - from && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
	return { from, to: before.length - tail, put: after.slice(from, after.length - tail) };
}
