import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import type { NoticeEvent } from './vocabulary.ts';

export interface MailText {
	subject: string;
	body: string;
}

/** The mail with a sign-in link, good for so many minutes. */
export function signInMail(link: string, minutes: number, locale: Locale): MailText {
	return {
		subject: m.notifications_sign_in_subject({}, { locale }),
		body: m.notifications_sign_in_body({ link, minutes }, { locale })
	};
}

/** The mail that tells someone they were invited into an organisation. */
export function invitationMail(
	{ organisation, link }: { organisation: string; link: string },
	locale: Locale
): MailText {
	return {
		subject: m.notifications_invitation_subject({ organisation }, { locale }),
		body: m.notifications_invitation_body({ organisation, link }, { locale })
	};
}

const PASSKEYS = {
	registered: {
		subject: m.notifications_passkey_registered_subject,
		body: m.notifications_passkey_registered_body
	},
	removed: {
		subject: m.notifications_passkey_removed_subject,
		body: m.notifications_passkey_removed_body
	},
	reset: {
		subject: m.notifications_passkey_reset_subject,
		body: m.notifications_passkey_reset_body
	}
};

/** The mail that tells somebody what became of a passkey of theirs. */
export function passkeyMail(what: keyof typeof PASSKEYS, link: string, locale: Locale): MailText {
	return {
		subject: PASSKEYS[what].subject({}, { locale }),
		body: PASSKEYS[what].body({ link }, { locale })
	};
}

/** What the secretariat may decide about what an owner sent. */
export type DecisionEvent = 'published' | 'returned' | 'update_accepted' | 'update_returned';

type DecisionText = { reference: string; title: string; link: string };
const DECISIONS: Record<
	DecisionEvent,
	(text: DecisionText, options: { locale: Locale }) => MailText
> = {
	published: (text, options) => ({
		subject: m.notifications_published_subject(text, options),
		body: m.notifications_published_body(text, options)
	}),
	returned: (text, options) => ({
		subject: m.notifications_returned_subject(text, options),
		body: m.notifications_returned_body(text, options)
	}),
	update_accepted: (text, options) => ({
		subject: m.notifications_update_accepted_subject(text, options),
		body: m.notifications_update_accepted_body(text, options)
	}),
	update_returned: (text, options) => ({
		subject: m.notifications_update_returned_subject(text, options),
		body: m.notifications_update_returned_body(text, options)
	})
};

/** The mail that tells an owner what the secretariat decided about a commitment or an update on it. */
export function decisionMail(event: DecisionEvent, text: DecisionText, locale: Locale): MailText {
	return DECISIONS[event](text, { locale });
}

/** What the secretariat may decide about a self-assessment. */
export type AssessmentEvent = 'returned' | 'accepted' | 'accepted_reply' | 'published';

/** `until`: the last day on which the company may reply, where it may. */
type AssessmentText = { cycle: string; link: string; until: string };
const ASSESSMENT_DECISIONS: Record<
	AssessmentEvent,
	(text: AssessmentText, options: { locale: Locale }) => MailText
> = {
	returned: (text, options) => ({
		subject: m.notifications_assessment_returned_subject(text, options),
		body: m.notifications_assessment_returned_body(text, options)
	}),
	accepted: (text, options) => ({
		subject: m.notifications_assessment_accepted_subject(text, options),
		body: m.notifications_assessment_accepted_body(text, options)
	}),
	accepted_reply: (text, options) => ({
		subject: m.notifications_assessment_accepted_subject(text, options),
		body: m.notifications_assessment_accepted_reply_body(text, options)
	}),
	published: (text, options) => ({
		subject: m.notifications_assessment_published_subject(text, options),
		body: m.notifications_assessment_published_body(text, options)
	})
};

/** The mail that tells a company what the secretariat decided about its self-assessment. */
export function assessmentMail(
	event: AssessmentEvent,
	text: AssessmentText,
	locale: Locale
): MailText {
	return ASSESSMENT_DECISIONS[event](text, { locale });
}

/** The mail that tells someone that a colleague has asked them to answer a requirement. */
export const assignmentMail = (text: Omit<AssessmentText, 'until'>, locale: Locale): MailText => ({
	subject: m.notifications_assigned_subject(text, { locale }),
	body: m.notifications_assigned_body(text, { locale })
});

type NoticeText = { reference: string; title: string; by: string; link: string };
const NOTICES: Record<NoticeEvent, (text: NoticeText, options: { locale: Locale }) => MailText> = {
	commitment_submitted: (text, options) => ({
		subject: m.notifications_commitment_submitted_subject(text, options),
		body: m.notifications_commitment_submitted_body(text, options)
	}),
	update_posted: (text, options) => ({
		subject: m.notifications_update_posted_subject(text, options),
		body: m.notifications_update_posted_body(text, options)
	}),
	assessment_submitted: (text, options) => ({
		subject: m.notifications_assessment_submitted_subject(text, options),
		body: m.notifications_assessment_submitted_body(text, options)
	}),
	mentioned: (text, options) => ({
		subject: m.notifications_mentioned_subject(text, options),
		body: m.notifications_mentioned_body(text, options)
	}),
	passage_replied: (text, options) => ({
		subject: m.notifications_passage_replied_subject(text, options),
		body: m.notifications_passage_replied_body(text, options)
	}),
	summary_held_back: (text, options) => ({
		subject: m.notifications_summary_held_back_subject(text, options),
		body: m.notifications_summary_held_back_body(text, options)
	})
};

/** The mail that tells somebody what another did on a record that both may see: never in whose words. */
export function noticeMail(
	event: NoticeEvent,
	{
		reference,
		link,
		...names
	}: { reference: string; title: Bilingual; by: Bilingual; link: string },
	locale: Locale
): MailText {
	const text = {
		reference,
		link,
		title: pickText(names.title, locale),
		by: pickText(names.by, locale)
	};
	return NOTICES[event](text, { locale });
}
