import type { CommitmentKind, CommitmentStatus } from '#lib/commitments/vocabulary.ts';
import type { ForumKind } from '#lib/organisations/vocabulary.ts';

/** What the file calls a body, in the portal's words. */
export const FORUM_KIND_OF: Record<string, ForumKind> = {
	'ministerial forum': 'ministerial_forum',
	'ministerial conference': 'ministerial_forum',
	'ministerial working group': 'ministerial_forum',
	'multi-stakeholder alliance': 'alliance',
	'law-enforcement alliance': 'law_enforcement_alliance',
	'law-enforcement unit': 'delivery_partner',
	treaty: 'treaty',
	'national strategy': 'national_strategy',
	'charity / delivery partner': 'delivery_partner',
	'industry body': 'industry_body',
	'regional declaration': 'regional_body',
	'regional organisation': 'regional_body',
	supranational: 'regional_body',
	regulator: 'regulator',
	clearinghouse: 'clearing_house'
};

/** Bodies that own commitments of their own, with the prefix of their references. */
export const BODY_PREFIXES: Record<string, string> = {
	'five-country': 'FCM',
	weprotect: 'WPGA',
	vgt: 'VGT',
	eu: 'EU',
	'g7-csea': 'G7',
	asean: 'ASEAN',
	'african-union': 'AFU',
	'un-cybercrime': 'UNCC',
	lanzarote: 'LANZ',
	'tech-coalition': 'TC',
	c3p: 'C3P'
};

/** Status of a commitment by what is publicly known of its delivery (the rule in the data's own README). */
export const STATUS_OF: Record<string, CommitmentStatus> = {
	delivered: 'completed',
	'delivered-with-limits': 'completed',
	'partly-delivered': 'partly_completed',
	'in-progress': 'on_track',
	ongoing: 'continuing',
	superseded: 'superseded',
	accepted: 'no_evidence',
	unknown: 'no_evidence'
};

/** Kind of each commitment, decided by hand from its text: the file has none. */
const KEYS_BY_KIND: Record<CommitmentKind, string> = {
	legislation:
		'ca-mandatory-reporting ca-intimate-images un-cybercrime-2024 lanzarote-2007 eu-2020-interim uk-2023-osa uk-2025-hash au-2022-notices au-2023-notices',
	funding:
		'ca-ns-ongoing-18m ca-budget-2019 ca-ongoing-385 ca-rcmp-14m ca-justice-02m ca-c3p-275 ca-2025-ice ca-2025-c3p wp-2014-fund uk-2021-safety-tech uk-2018-commonwealth au-2021-phase1 au-2021-afp nz-customs uk-2021-caid',
	programme:
		'ca-offender-prevention ca-cybertip ca-arachnid ca-victim-strategy ca-industry-engagement tc-2023-lantern nz-filter-iwf eu-2020-centre eu-2020-innovation-hub au-2021-industry au-2021-indo-pacific',
	operation:
		'ca-rcmp-investigations ca-rcmp-victim-id vgt-2011-rescue nz-ruru ga-2012-offenders ga-2012-victims',
	campaign:
		'ca-awareness-campaign ca-targeted-awareness ca-c3p-awareness us-2024-know2protect ga-2012-awareness',
	policy:
		'ca-ns-2004 ca-next-budget-2019 ca-next-provinces ca-eval-pmf fcm-2019-focus fcm-voluntary-principles fcm-2022-call-endorse wpga-promote-monitor wp-2015-mnr wp-2019-addis wp-2022-evidence g7-2021-action-plan asean-2021-rpa eu-2020-strategy uk-2021-strategy uk-2025-additional us-2023-strategy vgt-2021-e2ee ga-2012-availability ga-2014-evidence fcm-2024-survivors',
	capacity:
		'ca-symposium ca-ice-units ca-rcmp-training ca-legal-training vgt-2012-capacity vgt-2021-wellness vgt-2024-afp-term',
	agreement:
		'ca-crc ca-opsc us-opsc uk-2018-lanzarote vgt-intel-exchange ca-next-international ca-next-ngo-industry fcm-2019-quintet-sharing fcm-2021-roundtable fcm-2024-wg-engagement ga-2014-exchange au-2019-malabo wp-2022-cooperation g7-2022-eltville asean-2019-decl nz-mou-nca vgt-2012-partners'
};

export const KIND_OF = new Map(
	Object.entries(KEYS_BY_KIND).flatMap(([kind, keys]) =>
		keys.split(' ').map((key) => [key, kind as CommitmentKind] as const)
	)
);
