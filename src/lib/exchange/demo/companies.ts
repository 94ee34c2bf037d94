/** The made-up companies of demonstration mode. Their names say what they are. */
export const SAMPLE_COMPANIES = [
	['video', 'Video', 'Vidéo', 'video sharing', '2020-09', 'US'],
	['messenger', 'Messenger', 'Messagerie', 'messaging', '2021-02', 'CA'],
	['search', 'Search', 'Recherche', 'search', '2020-06', 'US'],
	['social', 'Social', 'Réseau social', 'social media', '2020-11', 'GB'],
	['live', 'Live', 'Direct', 'livestreaming', null, 'AU'],
	['cloud', 'Cloud', 'Nuage', 'cloud storage', '2022-05', 'CA'],
	['games', 'Games', 'Jeux', 'gaming', '2021-10', 'NZ'],
	['dating', 'Dating', 'Rencontres', 'online dating', null, 'GB'],
	['photo', 'Photo', 'Photo', 'social media', '2023-01', 'US'],
	['hosting', 'Hosting', 'Hébergement', 'cloud storage', null, 'CA'],
	['audio', 'Audio', 'Audio', 'social audio', '2022-11', 'US'],
	['forum', 'Forum', 'Forum', 'social media', '2024-03', 'AU']
].map(([key, en, fr, sector, endorsedOn, countryCode]) => ({
	slug: `sample-${key}`,
	nameEn: `Sample ${en} (fictional)`,
	nameFr: `Exemple ${fr} (fictif)`,
	sector: sector ?? '',
	endorsedOn: endorsedOn ?? null,
	countryCode: countryCode ?? null
}));

/** Reporting periods of the Voluntary Principles; the last one is open. */
export const SAMPLE_CYCLES = [
	{
		key: '2023',
		opensOn: '2023-10-01',
		dueOn: '2024-01-31',
		closesOn: '2024-02-29',
		published: '2024-04-15T12:00:00Z'
	},
	{
		key: '2024',
		opensOn: '2024-10-01',
		dueOn: '2025-01-31',
		closesOn: '2025-02-28',
		published: '2025-04-15T12:00:00Z'
	},
	{
		key: '2025',
		opensOn: '2025-10-01',
		dueOn: '2026-01-31',
		closesOn: '2026-02-28',
		published: '2026-04-15T12:00:00Z'
	},
	{
		key: '2026',
		opensOn: '2026-10-01',
		dueOn: '2027-01-31',
		closesOn: '2027-02-28',
		published: null
	}
] as const;
