import fc from 'fast-check';
import {
	CONFIDENCES,
	EVIDENCE_LIMIT,
	METRIC_LIMIT,
	NOT_APPLICABLE_KINDS,
	VISIBILITIES
} from '#lib/assessments/vocabulary.ts';
import { plain } from '#lib/forms/parse.ts';

/** Any answer there can be, complete or not. */
export const answers = fc.record({
	rating: fc.option(fc.integer({ min: 0, max: 4 })),
	notApplicable: fc.boolean(),
	notApplicableKind: fc.option(fc.constantFrom(...NOT_APPLICABLE_KINDS)),
	notApplicableReason: fc.option(fc.string()),
	narrative: fc.option(fc.string()),
	narrativeLocale: fc.constantFrom('en' as const, 'fr' as const),
	changeNote: fc.option(fc.string()),
	confidence: fc.option(fc.constantFrom(...CONFIDENCES)),
	visibility: fc.constantFrom(...VISIBILITIES),
	evidence: fc.array(
		fc.record({ url: fc.webUrl(), title: fc.string(), publisher: fc.option(fc.string()) })
	),
	services: fc.uniqueArray(
		fc.record({
			serviceId: fc.uuid(),
			name: fc.string({ minLength: 1 }),
			rating: fc.option(fc.integer({ min: 0, max: 4 })),
			notApplicable: fc.boolean(),
			note: fc.option(fc.string())
		}),
		{ selector: ({ name }) => name, maxLength: 4 }
	),
	metrics: fc.array(
		fc.record({
			name: fc.string({ minLength: 1 }),
			value: fc.integer(),
			unit: fc.string({ minLength: 1 }),
			period: fc.string({ minLength: 1 }),
			sourceUrl: fc.option(fc.webUrl())
		}),
		{ maxLength: 3 }
	)
});

const UNITS = [
	...'=+-@\'"\t\n ,;|<&>_é\u00a0\u2028\ufeff\uffff',
	'e\u0301',
	'\u1100\u1161',
	'😀',
	'👩‍👩‍👧',
	'_x0041_',
	'#N/A',
	'#REF!',
	'=1+1',
	'\r\n',
	'ا',
	'a',
	'7'
];

/** A text such as a form takes: whatever the characters, with something on it. */
const formText = (most: number) =>
	fc
		.oneof(
			{ weight: 8, arbitrary: fc.string({ unit: fc.constantFrom(...UNITS), maxLength: 24 }) },
			{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
			{ weight: 1, arbitrary: fc.constantFrom('😀'.repeat(most / 2), '=A1 '.repeat(most / 4)) }
		)
		.map((made) => plain(made).trim().normalize('NFC').slice(0, most).trim())
		.map((made) => made.toWellFormed());

const orBlank = (made: fc.Arbitrary<string>) => made.map((given) => given || undefined);
const orLine = (made: fc.Arbitrary<string>) => made.map((given) => given || 'A');
const rating = fc.option(fc.constantFrom('na', '0', '1', '2', '3', '4'), { nil: undefined });
const address = fc
	.tuple(fc.domain(), fc.webPath())
	.map(([domain, path]) => `https://${domain}${path}`);

/** Any answer that the form takes, as the form sends it, about some of these services. */
export const formAnswers = (serviceIds: readonly string[]) =>
	fc.record({
		rating,
		notApplicableKind: fc.option(fc.constantFrom(...NOT_APPLICABLE_KINDS), { nil: undefined }),
		notApplicableReason: orBlank(formText(2000)),
		narrative: orBlank(formText(10_000)),
		narrativeLocale: fc.constantFrom('en' as const, 'fr' as const),
		changeNote: orBlank(formText(2000)),
		confidence: fc.option(fc.constantFrom(...CONFIDENCES), { nil: undefined }),
		visibility: fc.constantFrom(...VISIBILITIES),
		evidence: fc.array(
			fc.record({ url: address, title: orBlank(formText(300)), publisher: orBlank(formText(300)) }),
			{ maxLength: EVIDENCE_LIMIT }
		),
		services: fc
			.subarray([...serviceIds])
			.chain((some) =>
				fc.tuple(
					...some.map((serviceId) =>
						fc.record({ serviceId: fc.constant(serviceId), rating, note: orBlank(formText(2000)) })
					)
				)
			),
		metrics: fc.array(
			fc.record({
				name: orLine(formText(200)),
				value: fc
					.tuple(fc.integer({ min: -9_000_000_000, max: 9_000_000_000 }), fc.nat(99))
					.map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`),
				unit: orLine(formText(50)),
				period: orLine(fc.oneof(formText(50), fc.constantFrom('2025', '2025-01', '2025-H1'))),
				sourceUrl: fc.option(address, { nil: undefined })
			}),
			{ maxLength: METRIC_LIMIT }
		)
	});
