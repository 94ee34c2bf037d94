import { commitmentFields, statusLabels } from '#lib/commitments/labels.ts';
import { directionLabels, voiceLabels } from '#lib/frameworks/findings-labels.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import { formatNumber } from '#lib/i18n/format.ts';
import { treatyActionLabels } from '#lib/organisations/labels.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Tone } from '#lib/ui/tone.ts';
import type { Change } from './shapes/change.ts';
import type { Movement } from './shapes/movement.ts';
import type { ChangeKind } from './vocabulary.ts';

export const changeLabels: Record<ChangeKind, () => string> = {
	summary_published: m.changes_kind_summary_published,
	summary_withdrawn: m.changes_kind_summary_withdrawn,
	commitment_published: m.changes_kind_commitment_published,
	status_changed: m.changes_kind_status_changed,
	wording_changed: m.changes_kind_wording_changed,
	commitment_withdrawn: m.changes_kind_commitment_withdrawn,
	assessment_published: m.changes_kind_assessment_published,
	finding_published: m.changes_kind_finding_published,
	endorsement_recorded: m.changes_kind_endorsement_recorded,
	treaty_action: m.changes_kind_treaty_action
};

export const changeTones: Record<ChangeKind, Tone> = {
	summary_published: 'info',
	summary_withdrawn: 'warn',
	commitment_published: 'neutral',
	status_changed: 'neutral',
	wording_changed: 'neutral',
	commitment_withdrawn: 'muted',
	assessment_published: 'neutral',
	finding_published: 'neutral',
	endorsement_recorded: 'neutral',
	treaty_action: 'neutral'
};

/** What more is to be said of a change, in a sentence or two; nothing where its kind says it all. */
export function changeDetail(change: Change): string {
	switch (change.kind) {
		case 'status_changed': {
			const to = statusLabels[change.to]();
			return change.from === null
				? m.changes_status_first({ to })
				: m.changes_status({ from: statusLabels[change.from](), to });
		}
		case 'wording_changed': {
			const labels: Readonly<Record<string, string>> = commitmentFields();
			return m.changes_fields({
				fields: change.fields.map((field) => labels[field] ?? field).join(', ')
			});
		}
		case 'assessment_published':
			return change.movement ? movementText(change.movement) : m.changes_movement_none();
		case 'finding_published': {
			const said = {
				voice: voiceLabels[change.voice](),
				direction: directionLabels[change.direction]()
			};
			return change.corrects ? m.changes_finding_corrects(said) : m.changes_finding(said);
		}
		case 'summary_published':
			return change.edition > 1 ? m.changes_edition({ edition: change.edition }) : '';
		case 'summary_withdrawn':
			return pickText(change.reason, getLocale());
		case 'treaty_action':
			return `${treatyActionLabels[change.action]()}.`;
		default:
			return '';
	}
}

function movementText({ since, ...counts }: Movement): string {
	const locale = getLocale();
	return m.changes_movement({
		cycle: since[locale],
		higher: formatNumber(counts.higher, locale),
		lower: formatNumber(counts.lower, locale),
		same: formatNumber(counts.same, locale),
		other: formatNumber(counts.other, locale)
	});
}

/** A change in one line: what happened, and to what. */
export const changeTitle = (change: Change): string =>
	m.changes_entry({
		kind: changeLabels[change.kind](),
		what: pickText(change.what, getLocale())
	});
