import { LIGHT } from '#lib/charts/picture/colours.ts';
import { TYPEFACE } from './typeface.server.ts';

const colour = (name: keyof typeof LIGHT) => `rgb("${LIGHT[name]}")`;

/**
 * How a document looks on paper, for the typesetter (Typst). It reads the document as data, from
 * `sys.inputs`: this text is the whole program, and the same for every document.
 */
export const TEMPLATE = `
#let d = json(bytes(sys.inputs.document))
#let soft = ${colour('--ink-soft')}
#let hair = 0.5pt + ${colour('--line')}
#let accent = ${colour('--info')}

#set document(title: d.title, author: d.publisher, date: datetime(..d.date))
#set text(font: "${TYPEFACE}", fallback: false, lang: d.lang, region: "ca", size: 10.5pt, fill: ${colour('--ink')})
#set par(leading: 0.62em, spacing: 1.05em)
#set page(
	paper: "a4",
	margin: (x: 24mm, top: 27mm, bottom: 25mm),
	numbering: "1 / 1",
	header: context if counter(page).get().first() > 1 {
		set text(size: 8.5pt, fill: soft)
		d.running
	},
)
#set list(tight: false, indent: 0.4em, body-indent: 0.6em, spacing: 0.7em)
#set enum(tight: false, indent: 0.4em, body-indent: 0.6em, spacing: 0.7em)
#set table(stroke: none, inset: (x: 4pt, y: 4pt))
// The entry that comes with the typesetter puts an unseen sign before the page, after which readers of the
// file no longer find that digit anywhere in it.
#show outline.entry: it => link(
	it.element.location(),
	it.indented(it.prefix(), { it.body(); h(1fr); it.page() }),
)
#show title: set text(size: 23pt, weight: "semibold")
#show title: set par(leading: 0.4em)
#show heading: set text(weight: "semibold")
#show heading: set block(above: 1.7em, below: 0.8em)
#show heading.where(level: 1): set text(size: 15pt)
#show heading.where(level: 2): set text(size: 12.5pt)
#show heading.where(level: 3): set text(size: 11pt)
#show raw: set text(font: "${TYPEFACE}", size: 1.25em, lang: d.lang)
#show figure.where(kind: table): set block(breakable: true)
#show figure.caption: set align(left)
#show figure: set align(left)
#show quote: set text(fill: soft)

#let inline(parts) = for part in parts {
	if type(part) == str { text(part) }
	else if part.kind == "strong" { strong(inline(part.within)) }
	else if part.kind == "em" { emph(inline(part.within)) }
	else if part.kind == "link" { link(part.href, underline(text(fill: accent, inline(part.within)))) }
	else if part.kind == "code" { raw(part.text) }
	else { linebreak() }
}

#let grid-of(head, rows, numeric: (), size: 9pt) = {
	set text(size: size)
	set par(leading: 0.5em)
	let place = (at, cell) => table.cell(align: if numeric.contains(at) { right } else { left }, cell)
	table(
		columns: head.len(),
		stroke: (_, y) => (bottom: if y == 0 { 0.8pt + soft } else { hair }),
		table.header(..head.enumerate().map(((at, cell)) => place(at, strong(cell)))),
		..rows.map(row => if row.len() < head.len() {
			table.cell(colspan: head.len(), strong(row.first()))
		} else { row.enumerate().map(((at, cell)) => place(at, cell)) }).flatten(),
	)
}

#let panel(p, above) = {
	block(above: 2em, breakable: false, {
		above
		if p.title != none { par(strong(p.title)) }
		if p.says != none { par(p.says) }
		if p.picture != none { image(bytes(p.picture), format: "svg", width: 100%, alt: p.alt) }
	})
	let t = p.table
	let wide = t.head.len() > 7
	figure(
		kind: table,
		supplement: none,
		numbering: none,
		caption: figure.caption(position: top, text(size: 9pt, fill: soft, t.caption)),
		// Words stay whole: one hyphen of the typesetter's own makes readers of the file lose all others.
		grid-of(t.head, t.rows, numeric: t.numeric, size: if wide { 7pt } else { 9pt }),
	)
	for note in p.notes { par(text(size: 9pt, fill: soft, note)) }
}

#let drawn(f) = {
	let above = {
		par(text(size: 9pt, fill: soft, f.label))
		if f.caption != none { par(strong(f.caption)) }
		if f.summary != none { par(f.summary) }
	}
	for (at, p) in f.panels.enumerate() { panel(p, if at == 0 { above }) }
	set text(size: 9pt, fill: soft)
	par(f.source)
	for note in f.notes { par(note) }
	v(0.8em)
}

#let blocks(parts) = for part in parts {
	if part.kind == "heading" { heading(level: part.level, inline(part.within)) }
	else if part.kind == "paragraph" { par(inline(part.within)) }
	else if part.kind == "list" {
		let items = part.items.map(item => blocks(item))
		if part.start == none { list(..items) } else { enum(start: part.start, ..items) }
	}
	else if part.kind == "quote" { quote(block: true, blocks(part.blocks)) }
	else if part.kind == "code" { raw(part.text, block: true) }
	else if part.kind == "rule" { line(length: 100%, stroke: hair) }
	else if part.kind == "table" {
		grid-of(part.head.map(inline), part.rows.map(row => row.map(inline)))
	}
	else if part.kind == "figure" { drawn(part) }
}

#let notice(said) = block(
	width: 100%, inset: 10pt, above: 1.2em, below: 1.2em,
	fill: ${colour('--warn-soft')}, stroke: (left: 3pt + soft),
	{
		par(strong(said.title))
		for words in said.text { text(lang: words.lang, par(words.text)) }
	},
)

#par(text(size: 9.5pt, fill: accent, weight: "semibold", d.kicker))
#title(text(lang: d.titleLang, d.title))
#par(text(fill: soft, d.facts))
#for one in d.notices { notice(one) }
#if d.contents != none { outline(title: d.contents, depth: 3) }
#blocks(d.body)
#for section in d.closing {
	heading(level: 1, section.title)
	for words in section.text { par(words) }
	if section.href != none { par(link(section.href, text(fill: accent, section.href))) }
}
`;
