import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.validateLink = (url) => /^(https?:\/\/|\/(?!\/)|#)/i.test(url.trim());

/** A text starts at the second level: the page's title is the first. */
const HEADINGS: Record<string, string> = {
	h1: 'h2',
	h2: 'h2',
	h3: 'h3',
	h4: 'h4',
	h5: 'h4',
	h6: 'h4'
};

/**
 * Markdown as HTML that may be shown: no HTML of the author's own, only links to the web, and after
 * that an allow-list once more (OWASP ASVS 5.0, 1.3.1).
 */
export function renderMarkdown(text: string): string {
	return sanitizeHtml(markdown.render(text), {
		allowedTags: [
			'h2',
			'h3',
			'h4',
			'p',
			'ul',
			'ol',
			'li',
			'strong',
			'em',
			'a',
			'blockquote',
			'code',
			'pre',
			'hr',
			'br',
			'table',
			'thead',
			'tbody',
			'tr',
			'th',
			'td'
		],
		allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
		allowedSchemes: ['http', 'https'],
		allowProtocolRelative: false,
		transformTags: {
			...HEADINGS,
			a: (tagName, { href = '' }) => ({
				tagName,
				attribs: { href, rel: 'noopener noreferrer nofollow ugc' }
			})
		}
	});
}
