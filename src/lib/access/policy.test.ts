import { describe, expect, it } from 'vitest';
import { ACTORS, OWN, OTHER, PARTICIPANT, person } from '../../../tests/everyone.ts';
import type { Actor } from './actor.ts';
import { includesRole, PUBLIC, secretariatRole } from './actor.ts';
import { can, isInsider, POLICY, type Action } from './policy.ts';

const STATES: Record<string, readonly string[]> = {
	commitment: ['draft', 'submitted', 'returned', 'published', 'withdrawn'],
	update: ['posted', 'accepted', 'returned'],
	rewording: ['posted', 'accepted', 'returned'],
	assessment: ['draft', 'submitted', 'in_review', 'returned', 'accepted', 'published'],
	finding: ['awaiting_reply', 'published', 'dropped'],
	summary: ['draft', 'in_review', 'scheduled', 'published', 'superseded', 'withdrawn'],
	passage: ['awaiting_reply', 'published', 'dropped']
};

/** Where the state is another thing's (an update is posted on a published commitment), or there is none yet. */
const STATES_OF_ACTION: Record<string, readonly string[]> = {
	'update.post': STATES.commitment as readonly string[],
	'comment.read': STATES.commitment as readonly string[],
	'comment.write': STATES.commitment as readonly string[],
	'rewording.propose': STATES.commitment as readonly string[],
	'commitment.create': [''],
	'assessment.start': [''],
	'finding.record': [''],
	'summary.create': [''],
	'passage.ask': ['draft', 'in_review', 'scheduled', 'published']
};

function matrix(): string {
	const lines: string[] = [];
	for (const action of Object.keys(POLICY) as Action[]) {
		const states = STATES_OF_ACTION[action] ?? STATES[action.split('.')[0] ?? ''] ?? [''];
		for (const state of states) {
			const allowed = Object.entries(ACTORS)
				.filter(([, actor]) =>
					can(actor, action, {
						organisationId: OWN,
						participantIds: [PARTICIPANT],
						state: (state || undefined) as 'draft'
					})
				)
				.map(([name]) => name);
			lines.push(`${action} ${state || '*'}: ${allowed.join(' ') || 'nobody'}`);
		}
	}
	return lines.join('\n');
}

describe('the policy table', () => {
	it('says, cell by cell, who may do what', () => {
		expect(matrix()).toMatchInlineSnapshot(`
			"commitment.read draft: viewer contributor approver
			commitment.read submitted: viewer contributor approver editor publisher administrator
			commitment.read returned: viewer contributor approver editor publisher administrator
			commitment.read published: public stranger viewer contributor approver onlooker participant editor publisher administrator
			commitment.read withdrawn: public stranger viewer contributor approver onlooker participant editor publisher administrator
			commitment.create *: contributor approver
			commitment.edit draft: contributor approver
			commitment.edit submitted: nobody
			commitment.edit returned: contributor approver
			commitment.edit published: nobody
			commitment.edit withdrawn: nobody
			commitment.submit draft: contributor approver
			commitment.submit submitted: nobody
			commitment.submit returned: contributor approver
			commitment.submit published: nobody
			commitment.submit withdrawn: nobody
			commitment.review draft: nobody
			commitment.review submitted: editor publisher administrator
			commitment.review returned: nobody
			commitment.review published: nobody
			commitment.review withdrawn: nobody
			commitment.withdraw draft: nobody
			commitment.withdraw submitted: nobody
			commitment.withdraw returned: nobody
			commitment.withdraw published: approver publisher administrator
			commitment.withdraw withdrawn: nobody
			update.read posted: stranger viewer contributor approver onlooker participant editor publisher administrator
			update.read accepted: public stranger viewer contributor approver onlooker participant editor publisher administrator
			update.read returned: viewer contributor approver editor publisher administrator
			update.post draft: nobody
			update.post submitted: nobody
			update.post returned: nobody
			update.post published: contributor approver participant
			update.post withdrawn: nobody
			update.revise posted: nobody
			update.revise accepted: nobody
			update.revise returned: contributor approver
			update.review posted: editor publisher administrator
			update.review accepted: nobody
			update.review returned: nobody
			comment.read draft: viewer contributor approver editor publisher administrator
			comment.read submitted: viewer contributor approver editor publisher administrator
			comment.read returned: viewer contributor approver editor publisher administrator
			comment.read published: viewer contributor approver editor publisher administrator
			comment.read withdrawn: viewer contributor approver editor publisher administrator
			comment.write draft: viewer contributor approver
			comment.write submitted: viewer contributor approver editor publisher administrator
			comment.write returned: viewer contributor approver editor publisher administrator
			comment.write published: viewer contributor approver editor publisher administrator
			comment.write withdrawn: viewer contributor approver editor publisher administrator
			rewording.read posted: viewer contributor approver editor publisher administrator
			rewording.read accepted: public stranger viewer contributor approver onlooker participant editor publisher administrator
			rewording.read returned: viewer contributor approver editor publisher administrator
			rewording.propose draft: nobody
			rewording.propose submitted: nobody
			rewording.propose returned: nobody
			rewording.propose published: contributor approver
			rewording.propose withdrawn: nobody
			rewording.review posted: editor publisher administrator
			rewording.review accepted: nobody
			rewording.review returned: nobody
			assessment.read draft: viewer contributor approver
			assessment.read submitted: viewer contributor approver editor publisher administrator
			assessment.read in_review: viewer contributor approver editor publisher administrator
			assessment.read returned: viewer contributor approver
			assessment.read accepted: viewer contributor approver editor publisher administrator
			assessment.read published: public stranger viewer contributor approver onlooker participant editor publisher administrator
			assessment.start *: contributor approver
			assessment.answer draft: contributor approver
			assessment.answer submitted: nobody
			assessment.answer in_review: nobody
			assessment.answer returned: contributor approver
			assessment.answer accepted: nobody
			assessment.answer published: nobody
			assessment.submit draft: approver
			assessment.submit submitted: nobody
			assessment.submit in_review: nobody
			assessment.submit returned: approver
			assessment.submit accepted: nobody
			assessment.submit published: nobody
			assessment.review draft: nobody
			assessment.review submitted: editor publisher administrator
			assessment.review in_review: editor publisher administrator
			assessment.review returned: nobody
			assessment.review accepted: nobody
			assessment.review published: nobody
			assessment.declare draft: nobody
			assessment.declare submitted: editor publisher administrator
			assessment.declare in_review: editor publisher administrator
			assessment.declare returned: nobody
			assessment.declare accepted: editor publisher administrator
			assessment.declare published: nobody
			assessment.reply draft: nobody
			assessment.reply submitted: nobody
			assessment.reply in_review: nobody
			assessment.reply returned: nobody
			assessment.reply accepted: approver
			assessment.reply published: nobody
			assessment.publish draft: nobody
			assessment.publish submitted: nobody
			assessment.publish in_review: nobody
			assessment.publish returned: nobody
			assessment.publish accepted: publisher administrator
			assessment.publish published: nobody
			assessment.disclose draft: nobody
			assessment.disclose submitted: approver
			assessment.disclose in_review: approver
			assessment.disclose returned: nobody
			assessment.disclose accepted: approver
			assessment.disclose published: approver
			finding.read awaiting_reply: viewer contributor approver editor publisher administrator
			finding.read published: public stranger viewer contributor approver onlooker participant editor publisher administrator
			finding.read dropped: viewer contributor approver editor publisher administrator
			finding.record *: editor publisher administrator
			finding.publish awaiting_reply: editor publisher administrator
			finding.publish published: nobody
			finding.publish dropped: nobody
			finding.reply awaiting_reply: approver
			finding.reply published: approver
			finding.reply dropped: nobody
			summary.read draft: editor publisher administrator
			summary.read in_review: editor publisher administrator
			summary.read scheduled: editor publisher administrator
			summary.read published: public stranger viewer contributor approver onlooker participant editor publisher administrator
			summary.read superseded: public stranger viewer contributor approver onlooker participant editor publisher administrator
			summary.read withdrawn: public stranger viewer contributor approver onlooker participant editor publisher administrator
			summary.create *: editor publisher administrator
			summary.edit draft: editor publisher administrator
			summary.edit in_review: editor publisher administrator
			summary.edit scheduled: nobody
			summary.edit published: nobody
			summary.edit superseded: nobody
			summary.edit withdrawn: nobody
			summary.comment draft: editor publisher administrator
			summary.comment in_review: editor publisher administrator
			summary.comment scheduled: nobody
			summary.comment published: nobody
			summary.comment superseded: nobody
			summary.comment withdrawn: nobody
			summary.publish draft: nobody
			summary.publish in_review: publisher administrator
			summary.publish scheduled: nobody
			summary.publish published: nobody
			summary.publish superseded: nobody
			summary.publish withdrawn: nobody
			summary.call_back draft: nobody
			summary.call_back in_review: nobody
			summary.call_back scheduled: editor publisher administrator
			summary.call_back published: nobody
			summary.call_back superseded: nobody
			summary.call_back withdrawn: nobody
			summary.withdraw draft: nobody
			summary.withdraw in_review: nobody
			summary.withdraw scheduled: nobody
			summary.withdraw published: publisher administrator
			summary.withdraw superseded: publisher administrator
			summary.withdraw withdrawn: nobody
			passage.read awaiting_reply: viewer contributor approver editor publisher administrator
			passage.read published: public stranger viewer contributor approver onlooker participant editor publisher administrator
			passage.read dropped: viewer contributor approver editor publisher administrator
			passage.ask draft: editor publisher administrator
			passage.ask in_review: editor publisher administrator
			passage.ask scheduled: nobody
			passage.ask published: nobody
			passage.drop awaiting_reply: editor publisher administrator
			passage.drop published: nobody
			passage.drop dropped: nobody
			passage.reply awaiting_reply: approver
			passage.reply published: nobody
			passage.reply dropped: nobody
			review.queue *: editor publisher administrator
			member.read *: viewer contributor approver editor publisher administrator
			member.manage *: approver administrator
			passkey.reset *: approver administrator
			token.make *: viewer contributor approver
			token.make_shared *: approver
			token.manage *: approver administrator
			webhook.manage *: approver administrator
			service.manage *: contributor approver
			organisation.manage *: administrator
			cycle.manage *: administrator
			framework.manage *: administrator
			cycle.nudge *: editor publisher administrator
			cycle.publish *: publisher administrator
			text.remove *: administrator
			person.erase *: administrator
			audit.read *: viewer contributor approver editor publisher administrator"
		`);
	});

	it('opens nothing to the portal itself: its work passes by other ways', () => {
		for (const action of Object.keys(POLICY) as Action[])
			for (const state of [undefined, 'draft', 'submitted', 'in_review', 'posted'] as const)
				expect(can({ kind: 'system', task: 'mail' }, action, { state }), action).toBe(false);
	});

	it('does not take a role in one organisation for the same role in another', () => {
		for (const action of Object.keys(POLICY) as Action[])
			expect(
				can(ACTORS.stranger as Actor, action, { organisationId: OWN, state: 'draft' }),
				action
			).toBe(false);
	});

	it('does not take a secretariat role held elsewhere for one in the secretariat', () => {
		const odd = person('publisher', OTHER, 'company');
		expect(secretariatRole(odd)).toBeUndefined();
		expect(can(odd, 'summary.publish', { state: 'in_review' })).toBe(false);
	});
});

describe('roles', () => {
	it('include the weaker ones of their own ladder and none of the other', () => {
		expect(includesRole('approver', 'viewer')).toBe(true);
		expect(includesRole('viewer', 'approver')).toBe(false);
		expect(includesRole('administrator', 'contributor')).toBe(false);
		expect(includesRole('approver', 'editor')).toBe(false);
	});
});

describe('insiders', () => {
	it('are the owner’s people and the secretariat', () => {
		expect(isInsider(ACTORS.viewer as Actor, { organisationId: OWN })).toBe(true);
		expect(isInsider(ACTORS.editor as Actor, { organisationId: OWN })).toBe(true);
		expect(isInsider(ACTORS.stranger as Actor, { organisationId: OWN })).toBe(false);
		expect(
			isInsider(ACTORS.participant as Actor, { organisationId: OWN, participantIds: [PARTICIPANT] })
		).toBe(false);
		expect(isInsider(PUBLIC, { organisationId: OWN })).toBe(false);
	});
});
