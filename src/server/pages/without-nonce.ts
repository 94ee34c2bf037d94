import { createHash } from 'node:crypto';

const NONCE = /'nonce-([^']+)'/;

/**
 * A page that many are given cannot have a nonce, which is worth something only once: instead, the policy names each
 * inline script by what it is (CSP Level 3, 2.3.1, hash-source), so nothing but these very scripts runs.
 */
export function withoutNonce(html: string, policy: string): { html: string; policy: string } {
	const nonce = NONCE.exec(policy)?.[1];
	if (!nonce) return { html, policy };
	const scripts = html
		.split(/<script\b/)
		.slice(1)
		.map((piece) => piece.slice(0, piece.indexOf('</script>')))
		.filter((piece) => piece.slice(0, piece.indexOf('>')).includes(` nonce="${nonce}"`))
		.map((piece) => piece.slice(piece.indexOf('>') + 1))
		.filter((script) => script !== '');
	const hashes = new Set(
		scripts.map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`)
	);
	const directives = policy.split(';').map((directive) => {
		const [name, ...sources] = directive.trim().split(/\s+/);
		if (!sources.includes(`'nonce-${nonce}'`)) return directive.trim();
		const others = sources.filter((source) => source !== `'nonce-${nonce}'`);
		return [name, ...others, ...(name?.startsWith('script-src') ? hashes : [])].join(' ');
	});
	return { html: html.replaceAll(` nonce="${nonce}"`, ''), policy: directives.join('; ') };
}
