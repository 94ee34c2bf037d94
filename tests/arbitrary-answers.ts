import fc from 'fast-check';
import { CONFIDENCES, NOT_APPLICABLE_KINDS, VISIBILITIES } from '#lib/assessments/vocabulary.ts';

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
