import {
	browserSupportsWebAuthn,
	startAuthentication,
	startRegistration,
	WebAuthnError
} from '@simplewebauthn/browser';
import type { PasskeyProblem } from './passkey-failure.ts';
import type { PasskeyPurpose } from './vocabulary.ts';

/** Has the browser make a passkey, or prove by one: what is to be posted of it, or why there is nothing. */
export async function askBrowser(
	purpose: PasskeyPurpose
): Promise<{ response: string } | { problem: PasskeyProblem }> {
	if (!browserSupportsWebAuthn()) return { problem: 'unsupported' };
	try {
		const answer = await fetch('/session/passkey', {
			method: 'POST',
			body: new URLSearchParams({ purpose })
		});
		if (!answer.ok) return { problem: 'refused' };
		const optionsJSON = await answer.json();
		const made =
			purpose === 'register'
				? await startRegistration({ optionsJSON })
				: await startAuthentication({ optionsJSON });
		return { response: JSON.stringify(made) };
	} catch (thrown) {
		return { problem: problemOf(thrown) };
	}
}

function problemOf(thrown: unknown): PasskeyProblem {
	if (thrown instanceof WebAuthnError) {
		if (thrown.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return 'registered';
		if (/DOMAIN|RP_ID|ALG|SUPPORT/.test(thrown.code)) return 'unsupported';
	}
	// Browsers say the same whether somebody refused, took too long, or has no such key here.
	return thrown instanceof TypeError ? 'offline' : 'cancelled';
}
