import type { Token } from 'markdown-it';

/** A piece of running text: words, or words that are marked. */
export type Inline =
	| string
	| { kind: 'strong' | 'em'; within: Inline[] }
	| { kind: 'link'; href: string; within: Inline[] }
	| { kind: 'code'; text: string }
	| { kind: 'break' };

/** A block of a document as the template sets it: data and nothing else, so that no text can become code. */
export type Block =
	| { kind: 'heading'; level: number; within: Inline[] }
	| { kind: 'paragraph'; within: Inline[] }
	| { kind: 'list'; start: number | null; items: Block[][] }
	| { kind: 'quote'; blocks: Block[] }
	| { kind: 'code'; text: string }
	| { kind: 'rule' }
	| { kind: 'table'; head: Inline[][]; rows: Inline[][][] };

/** Deeper lists, quotations and marks are set as if they were at this depth: the typesetter has a limit, texts have none. */
const DEEPEST = 6;

interface Setting {
	/** The address of the page, which what the text links to may be relative to. */
	address: string;
}

/** The blocks of a text, from its tokens, as the page shows them: pictures and HTML are left out there too. */
export function blocksOf(tokens: readonly Token[], setting: Setting): Block[] {
	return blocksIn(nest(tokens), setting, 0);
}

/** A token that opens something, with what is in it; or one that stands alone. */
interface Node {
	token: Token;
	nodes: Node[];
}

function nest(tokens: readonly Token[]): Node[] {
	const root: Node[] = [];
	const open = [root];
	for (const token of tokens) {
		if (token.nesting < 0) open.pop();
		else {
			const node = { token, nodes: [] };
			open.at(-1)?.push(node);
			if (token.nesting > 0) open.push(node.nodes);
		}
	}
	return root;
}

function blocksIn(nodes: readonly Node[], setting: Setting, depth: number): Block[] {
	return nodes.flatMap(({ token, nodes }): Block[] => {
		const inner = () => blocksIn(nodes, setting, depth + 1);
		switch (token.type) {
			case 'heading_open':
				return [
					{ kind: 'heading', level: Number(token.tag.slice(1)) - 1, within: said(nodes, setting) }
				];
			case 'paragraph_open': {
				const within = said(nodes, setting);
				return within.length ? [{ kind: 'paragraph', within }] : [];
			}
			case 'bullet_list_open':
			case 'ordered_list_open': {
				const items = nodes.map((item) => blocksIn(item.nodes, setting, depth + 1));
				if (depth >= DEEPEST) return items.flat();
				const start =
					token.type === 'bullet_list_open' ? null : Number(token.attrGet('start') ?? 1);
				return [{ kind: 'list', start, items }];
			}
			case 'blockquote_open':
				return depth >= DEEPEST ? inner() : [{ kind: 'quote', blocks: inner() }];
			case 'fence':
			case 'code_block':
				return [{ kind: 'code', text: token.content }];
			case 'hr':
				return [{ kind: 'rule' }];
			case 'table_open': {
				const rows = nodes.map((part) =>
					part.nodes.map((row) => row.nodes.map((cell) => said(cell.nodes, setting)))
				);
				const [head = []] = rows[0] ?? [];
				return [{ kind: 'table', head, rows: rows.slice(1).flat() }];
			}
			default:
				return [];
		}
	});
}

const said = (nodes: readonly Node[], setting: Setting): Inline[] =>
	nodes.flatMap(({ token }) => inlineIn(nest(token.children ?? []), setting, 0));

function inlineIn(nodes: readonly Node[], setting: Setting, depth: number): Inline[] {
	return nodes.flatMap(({ token, nodes }): Inline[] => {
		const within = inlineIn(nodes, setting, depth + 1);
		const marked = depth < DEEPEST && within.length > 0;
		switch (token.type) {
			case 'text':
				return token.content ? [token.content] : [];
			case 'softbreak':
				return [' '];
			case 'hardbreak':
				return [{ kind: 'break' }];
			case 'code_inline':
				return [{ kind: 'code', text: token.content }];
			case 'strong_open':
				return marked ? [{ kind: 'strong', within }] : within;
			case 'em_open':
				return marked ? [{ kind: 'em', within }] : within;
			case 'link_open': {
				const href = addressOf(String(token.attrGet('href') ?? ''), setting);
				return marked && href ? [{ kind: 'link', href, within }] : within;
			}
			default:
				return within;
		}
	});
}

function addressOf(href: string, { address }: Setting): string | null {
	if (!URL.canParse(href, address)) return null;
	const url = new URL(href, address);
	return /^https?:$/.test(url.protocol) ? url.href : null;
}
