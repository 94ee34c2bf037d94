import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { withoutNonce } from './without-nonce.ts';

const hashOf = (script: string) =>
	`'sha256-${createHash('sha256').update(script).digest('base64')}'`;
const POLICY = "default-src 'self'; script-src 'self' 'nonce-abc'; style-src 'self' 'nonce-abc'";

it('names each inline script by its hash, and no nonce any more', () => {
	const html = `<script type="module" nonce="abc">one()\n</script><p nonce="x"><script src="/a.js" nonce="abc"></script><script nonce="abc">two("<b>")</script>`;
	const page = withoutNonce(html, POLICY);
	expect(page.policy).toBe(
		`default-src 'self'; script-src 'self' ${hashOf('one()\n')} ${hashOf('two("<b>")')}; style-src 'self'`
	);
	expect(page.html).not.toContain('abc');
	expect(page.html).toContain('<p nonce="x">');
});

it('gives no hash to a script that the application did not mark', () => {
	const page = withoutNonce(
		'<script>planted()</script><script nonce="abc">ours()</script>',
		POLICY
	);
	expect(page.policy).not.toContain(hashOf('planted()'));
	expect(page.policy).toContain(hashOf('ours()'));
});

it('leaves a policy without a nonce as it is', () => {
	expect(withoutNonce('<p>', "script-src 'none'")).toEqual({
		html: '<p>',
		policy: "script-src 'none'"
	});
});
