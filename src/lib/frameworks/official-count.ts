/**
 * How many companies had endorsed the Voluntary Principles by the governments' own count, the last
 * that was published. Seven of them were never named in a source that can be read.
 */
export const OFFICIAL_ENDORSEMENT_COUNT = {
	value: 16,
	asOf: '2022-03-24',
	source:
		'https://www.canada.ca/en/public-safety-canada/news/2022/03/five-country-ministerial-statement-on-the-second-anniversary-of-the-launch-of-the-voluntary-principles-to-counter-online-child-sexual-exploitation-.html'
} as const;
