type Attributes = Record<string, string | number | undefined>;

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What no XML document may hold. */
const NEVER = /[\p{Cc}\ufffe\uffff]/gu;

export const escapeXml = (text: string): string =>
	text.replace(NEVER, ' ').replace(/[&<>"]/g, (one) => ESCAPES[one] ?? one);

/** Two decimals are finer than any screen, and keep files short. */
const write = (value: string | number) =>
	escapeXml(typeof value === 'number' ? String(Math.round(value * 100) / 100) : value);

/** An element of a drawing with what is within it, already written. */
export function element(
	name: string,
	attributes: Attributes,
	...within: readonly string[]
): string {
	const set = Object.entries(attributes)
		.filter((entry): entry is [string, string | number] => entry[1] !== undefined)
		.map(([key, value]) => ` ${key}="${write(value)}"`)
		.join('');
	return within.length ? `<${name}${set}>${within.join('')}</${name}>` : `<${name}${set}/>`;
}

interface Words {
	x: number;
	y: number;
	size: number;
	colour: string;
	anchor?: 'start' | 'middle' | 'end';
	strong?: boolean;
}

/** Lines of text, one below the other. */
export const words = (
	lines: readonly string[],
	{ x, y, size, colour, anchor = 'start', strong }: Words
): string =>
	lines
		.map((line, at) =>
			element(
				'text',
				{
					x,
					y: y + at * size * 1.25,
					'font-size': size,
					'font-weight': strong ? 600 : undefined,
					'text-anchor': anchor === 'start' ? undefined : anchor,
					fill: colour
				},
				escapeXml(line)
			)
		)
		.join('');
