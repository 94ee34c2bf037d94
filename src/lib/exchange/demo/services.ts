import type { AnswerContent, MetricLine } from '#lib/assessments/content.ts';
import type { ServiceFeature } from '#lib/organisations/vocabulary.ts';
import type { SampleAnswer } from './generate.ts';

interface SampleService {
	company: string;
	name: string;
	kind: string;
	features: readonly ServiceFeature[];
}
const service = (
	company: string,
	name: string,
	kind: string,
	...features: ServiceFeature[]
): SampleService => ({ company: `sample-${company}`, name: `Sample ${name}`, kind, features });

/** What the made-up companies offer. The names say that they are samples too. */
export const SAMPLE_SERVICES: readonly SampleService[] = [
	service('video', 'Videos', 'Video site', 'hosting', 'searchable'),
	service('video', 'Live', 'Live video', 'live'),
	service('video', 'Chat', 'Messenger', 'encrypted', 'messaging'),
	service('messenger', 'Messages', 'Messenger', 'encrypted', 'messaging'),
	service('search', 'Web Search', 'Search engine', 'searchable'),
	service('social', 'Feed', 'Social network', 'hosting', 'searchable', 'live'),
	service('social', 'Direct Messages', 'Messenger', 'messaging'),
	service('cloud', 'Drive', 'File storage', 'hosting')
];

/** The company whose sample answers tell its services apart. */
const TELLS_APART = 'sample-video';
/** Principles that concern services with one feature alone: live video, and search. */
const CONCERNS: Partial<Record<number, ServiceFeature>> = { 5: 'live', 6: 'searchable' };
const FIGURES: Partial<Record<number, MetricLine>> = {
	1: {
		name: 'Sample figure: accounts closed for such material',
		value: 1250,
		unit: 'accounts',
		period: '2025',
		sourceUrl: 'https://example.org/sample/transparency'
	},
	3: {
		name: 'Sample figure: reports handled within a day',
		value: 92.5,
		unit: '%',
		period: '2025',
		sourceUrl: null
	}
};

/** What hangs on a sample answer of the newest cycles: its services, a figure here and there, how sure they are. */
export function samplePartsOf(
	{ company, cycle }: { company: string; cycle: string },
	{ number, rating, notApplicable }: SampleAnswer,
	idOf: (name: string) => string
): Pick<AnswerContent, 'services' | 'metrics' | 'confidence'> {
	if (company !== TELLS_APART || rating === null || notApplicable || cycle < '2024')
		return { services: [], metrics: [], confidence: null };
	const needed = CONCERNS[number];
	const figure = cycle === '2025' ? FIGURES[number] : undefined;
	return {
		services: SAMPLE_SERVICES.filter((one) => one.company === company).map(({ name, features }) => {
			const concerned = !needed || features.includes(needed);
			const behind = features.includes('encrypted') ? 1 : 0;
			return {
				serviceId: idOf(name),
				name,
				rating: concerned ? Math.max(0, rating - behind) : null,
				notApplicable: !concerned,
				note: null
			};
		}),
		metrics: figure ? [figure] : [],
		confidence: rating >= 3 ? 'high' : rating === 2 ? 'medium' : 'low'
	};
}
