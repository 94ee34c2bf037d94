import type { Case } from './stranger-cases.ts';

/** Who may use the forms of a page, and which page of it: what its address names, and what it asks. */
export interface Place {
	by: string;
	params?: Record<string, string>;
	query?: string;
}

/** Where every form of the portal stands, on the records that the cases are about. */
export function placesOf(cases: Record<string, Case>): Record<string, Place> {
	/** What a call is given first. */
	const first = (call: string): string => {
		const given = cases[call]?.given[0];
		return typeof given === 'string' ? given : (given as { id: string }).id;
	};
	const commitment = (reference: string, by = 'contributor'): Place => ({
		by,
		params: { reference }
	});
	const one = (by: string, id: string, more: Record<string, string> = {}): Place => ({
		by,
		params: { id, ...more }
	});
	const draft = first('getCommitment');
	const out = first('postUpdate');
	const handedIn = first('getForReview');
	const cycle = first('getCycle');
	const summary = first('getSummary');
	return {
		'/workspace/services': { by: 'contributor' },
		'/workspace/passages/[id=uuid]': one('approver', first('getOwnPassage')),
		'/workspace/assessments': { by: 'contributor' },
		'/workspace/assessments/[id=uuid]': one('approver', first('getOwnAssessment')),
		'/workspace/assessments/[id=uuid]/[number=ordinal]': one(
			'contributor',
			first('getOwnAssessment'),
			{ number: '1' }
		),
		'/workspace/assessments/[id=uuid]/reply': one('approver', first('getReplies')),
		'/workspace/assessments/[id=uuid]/attest': one('approver', first('getAttestation')),
		'/workspace/assessments/[id=uuid]/sheet': one('contributor', first('getOwnAssessment')),
		'/workspace/assessments/[id=uuid]/sheet/[sheet=uuid]': one(
			'contributor',
			first('getOwnAssessment'),
			{ sheet: (cases.getSheet?.given[0] as { sheet: string }).sheet }
		),
		'/workspace/settings': { by: 'approver' },
		'/workspace/settings/account': { by: 'viewer' },
		'/workspace/settings/passkeys': { by: 'viewer' },
		'/workspace/settings/sessions': { by: 'approver' },
		'/workspace/settings/tokens': { by: 'approver' },
		'/workspace/settings/webhooks': { by: 'approver' },
		'/workspace/settings/webhooks/[id=uuid]': one('approver', first('getEndpoint')),
		'/workspace/findings/[id=uuid]': one('approver', first('getOwnFinding')),
		'/workspace/commitments/new': { by: 'contributor' },
		'/workspace/commitments/report': { by: 'contributor' },
		'/workspace/commitments/[reference]/edit': commitment(draft),
		'/workspace/commitments/[reference]/participants': commitment(draft),
		'/workspace/commitments/[reference]/submit': commitment(draft),
		'/workspace/commitments/[reference]/targets': commitment(draft),
		'/workspace/commitments/[reference]/related': commitment(draft),
		'/workspace/commitments/[reference]/milestones': commitment(draft),
		'/workspace/commitments/[reference]/funding': commitment(draft),
		'/workspace/commitments/[reference]/discussion': commitment(handedIn),
		'/workspace/commitments/[reference]/update': commitment(out),
		'/workspace/commitments/[reference]/reword': commitment(out),
		'/workspace/commitments/[reference]/withdraw': commitment(out, 'approver'),
		'/workspace/commitments/[reference]/updates/[id]': {
			by: 'contributor',
			params: { reference: out, id: String(cases.getUpdate?.given[1]) }
		},
		'/workspace/members': { by: 'approver' },
		'/workspace/import': { by: 'contributor' },
		'/workspace/import/[id=uuid]': one('contributor', first('getImport')),
		'/unsubscribe/[token]': { by: 'nobody', params: { token: 'x' } },
		'/unsubscribe/summaries/[token]': { by: 'nobody', params: { token: 'x' } },
		'/sign-in': { by: 'nobody' },
		'/sign-in/oidc': { by: 'nobody' },
		'/sign-in/confirm': { by: 'nobody' },
		'/sign-in/passkey': { by: 'viewer' },
		'/sign-out': { by: 'viewer' },
		'/(public)/subscribe': { by: 'nobody' },
		'/(public)/subscribe/confirm/[token]': { by: 'nobody', params: { token: 'x' } },
		'/secretariat/removals': { by: 'administrator' },
		'/secretariat/updates/[id]': one('editor', String(cases.getUpdate?.given[1])),
		'/secretariat/cycles/new': { by: 'administrator' },
		'/secretariat/cycles/[id=uuid]': one('editor', cycle),
		'/secretariat/cycles/[id=uuid]/extensions': one('administrator', cycle),
		'/secretariat/cycles/[id=uuid]/publish': one('publisher', cycle),
		'/secretariat/cycles/[id=uuid]/[number=ordinal]': one('editor', cycle, { number: '1' }),
		'/secretariat/cycles/[id=uuid]/invitations': one('administrator', cycle),
		'/secretariat/cycles/[id=uuid]/change': one('administrator', cycle),
		'/secretariat/assessments/[id=uuid]': one('editor', first('getReview')),
		'/secretariat/assessments/[id=uuid]/opinion/[number=ordinal]': one(
			'editor',
			first('getReview'),
			{ number: '1' }
		),
		'/secretariat/rewordings/[id=uuid]': one('editor', first('getRewording')),
		'/secretariat/findings/new': { by: 'editor' },
		'/secretariat/findings/[id=uuid]': one('editor', first('getFinding')),
		'/secretariat/commitments/[reference]': commitment(handedIn, 'editor'),
		'/secretariat/commitments/[reference]/discussion': commitment(handedIn, 'editor'),
		'/secretariat/commitments/[reference]/withdraw': commitment(out, 'administrator'),
		'/secretariat/summaries/new': { by: 'editor' },
		'/secretariat/summaries/use': { by: 'editor', query: 'what=countries' },
		'/secretariat/summaries/[id=uuid]': one('publisher', summary),
		'/secretariat/summaries/[id=uuid]/replies': one('editor', first('getRequests')),
		'/secretariat/summaries/[id=uuid]/text': one('editor', summary),
		'/secretariat/summaries/[id=uuid]/figures': one('editor', summary),
		'/secretariat/summaries/[id=uuid]/figures/[position=ordinal]': one('editor', summary, {
			position: '1'
		}),
		'/secretariat/frameworks/load': { by: 'administrator' }
	};
}
