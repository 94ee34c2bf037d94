import { pickText } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { m } from '#lib/paraglide/messages.js';
import { statusLabels } from './labels.ts';
import { isReported, rollUp } from './roll-up.ts';
import type { CommitmentStatus, StatusBasis } from './vocabulary.ts';

interface Standing {
	status: CommitmentStatus;
	statusBasis: StatusBasis;
	statusAsOf: string | null;
}

/** In words, how those who take part stand, from how many of them that was counted, and what the lead says. */
export function rollUpText(
	commitment: Standing & {
		ownerName: { en: string; fr: string };
		participants: readonly Standing[];
	},
	locale: Locale
): string {
	const { total, shares } = rollUp(commitment.participants);
	const list = shares
		.map(({ share, count }) =>
			m.commitments_shared_share({
				status: (share === 'unreported'
					? m.commitments_shared_unreported()
					: statusLabels[share]()
				).toLocaleLowerCase(locale),
				count
			})
		)
		.join(', ');
	const lead = {
		organisation: pickText(commitment.ownerName, locale),
		status: statusLabels[commitment.status]().toLocaleLowerCase(locale)
	};
	const says = !isReported(commitment)
		? m.commitments_shared_lead_silent(lead)
		: commitment.statusBasis === 'owner'
			? m.commitments_shared_lead_reports(lead)
			: m.commitments_shared_lead_record({ status: lead.status });
	return `${m.commitments_shared_roll_up({ count: total, list })} ${says}`;
}
