import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answers } from '../../../tests/arbitrary-answers.ts';
import { RATINGS } from '#lib/frameworks/vocabulary.ts';
import { NOTHING_SAID, type AnswerContent } from './content.ts';
import {
	aggregateOf,
	publicPageOf,
	ASSESSMENT_STEPS,
	cellOf,
	isAnsweredBy,
	isCycleOpen,
	isShownTo,
	isStepOpen,
	missingForSubmission,
	progressOf,
	publishedRatings,
	ratingCode,
	referenceOf,
	wroteEverything,
	type AssessmentStep
} from './rules.ts';
import type { Disclosure } from '#lib/frameworks/vocabulary.ts';
import { ASSESSMENT_STATES, CELL_CODES, VISIBILITIES } from './vocabulary.ts';

const rated: AnswerContent = { ...NOTHING_SAID, rating: 3, narrative: 'In place.' };

describe('how an assessment moves', () => {
	const open = (Object.keys(ASSESSMENT_STEPS) as AssessmentStep[]).flatMap((step) =>
		ASSESSMENT_STATES.filter((state) => isStepOpen(step, state)).map(
			(state) => `${state} > ${ASSESSMENT_STEPS[step].to}`
		)
	);

	it('is this table', () => {
		expect(open).toEqual([
			'draft > submitted',
			'returned > submitted',
			'submitted > in_review',
			'in_review > returned',
			'in_review > accepted',
			'accepted > published'
		]);
	});
});

describe('progressOf', () => {
	it.each([
		[null, 'not_started'],
		[{ ...rated, rating: null, narrative: null }, 'not_started'],
		[{ ...rated, rating: 0, narrative: null }, 'in_progress'],
		[{ ...rated, rating: null }, 'in_progress'],
		[{ ...rated, narrative: '  \n ' }, 'in_progress'],
		[{ ...rated, rating: 0 }, 'completed'],
		[{ ...rated, rating: null, narrative: null, notApplicable: true }, 'in_progress'],
		[
			{ ...rated, rating: null, narrative: null, notApplicable: true, notApplicableReason: 'No.' },
			'in_progress'
		],
		[
			{
				...rated,
				rating: null,
				narrative: null,
				notApplicable: true,
				notApplicableKind: 'no_such_service',
				notApplicableReason: 'No.'
			},
			'completed'
		]
	] as const)('of %j is %s', (answer, progress) => {
		expect(progressOf(answer)).toBe(progress);
	});
});

describe('missingForSubmission', () => {
	it('is empty exactly when every answer is complete', () => {
		fc.assert(
			fc.property(fc.array(fc.option(answers)), (given) => {
				const requirements = given.map((answer, place) => ({ number: place + 1, answer }));
				const missing = missingForSubmission(requirements);
				expect(missing).toEqual(
					requirements
						.filter(({ answer }) => progressOf(answer) !== 'completed')
						.map(({ number }) => number)
				);
				expect(missing.length === 0).toBe(given.every((one) => progressOf(one) === 'completed'));
			})
		);
	});

	it('is the same whatever the order in which requirements and all that hangs on them come', () => {
		const given = fc.array(fc.option(answers), { maxLength: 6 });
		const order = fc.infiniteStream(fc.nat());
		fc.assert(
			fc.property(given, order, (some, keys) => {
				const shuffled = <One>(things: readonly One[]) =>
					things
						.map((one) => ({ one, key: keys.next().value }))
						.sort((a, b) => a.key - b.key)
						.map(({ one }) => one);
				const requirements = some.map((answer, place) => ({ number: place + 1, answer }));
				const turned = shuffled(requirements).map(({ number, answer }) => ({
					number,
					answer: answer && {
						...answer,
						evidence: shuffled(answer.evidence),
						services: shuffled(answer.services),
						metrics: shuffled(answer.metrics)
					}
				}));
				expect(missingForSubmission(turned).toSorted((a, b) => a - b)).toEqual(
					missingForSubmission(requirements)
				);
			})
		);
	});
});

describe('publishedRatings', () => {
	it('says a rating, or why there is none', () => {
		const row = [
			rated,
			{ ...rated, rating: null, notApplicable: true },
			{ ...rated, visibility: 'partners' as const },
			{ ...rated, visibility: 'secretariat' as const },
			null
		];
		const { notApplicable, notPublic, notAnswered } = CELL_CODES;
		expect(publishedRatings(row)).toEqual([3, notApplicable, notPublic, notPublic, notAnswered]);
	});

	it('never turns “not applicable” into a rating, nor tells what the public may not read', () => {
		fc.assert(
			fc.property(fc.array(answers), (given) => {
				const row = publishedRatings(given);
				expect(row).toHaveLength(given.length);
				for (const [place, cell] of row.entries()) {
					const answer = given[place];
					if (answer?.visibility !== 'public') expect(cell).toBe(CELL_CODES.notPublic);
					else if (answer.notApplicable) expect(cell).toBe(CELL_CODES.notApplicable);
					else expect(cell).toBe(answer.rating ?? CELL_CODES.notAnswered);
				}
			})
		);
	});

	it('sums “not applicable” up apart, never as a 0, in whatever order the answers come', () => {
		const said = fc.array(answers);
		fc.assert(
			fc.property(said, fc.nat(), (given, turn) => {
				// As every answer is stored: whoever says that it does not apply gives no rating.
				const stored = given.map((one) => (one.notApplicable ? { ...one, rating: null } : one));
				const sums = aggregateOf(stored.map(ratingCode));
				const place = stored.length ? turn % stored.length : 0;
				const turned = [...stored.slice(place), ...stored.slice(0, place)].toReversed();
				expect(aggregateOf(turned.map(ratingCode))).toEqual(sums);
				for (const rating of RATINGS)
					expect(sums[rating]).toBe(stored.filter((one) => one.rating === rating).length);
				expect(sums.at(-1)).toBe(stored.filter(({ notApplicable }) => notApplicable).length);
			})
		);
	});

	it('shows a wider audience nothing that a narrower one may not see', () => {
		for (const visibility of VISIBILITIES)
			for (const [place, audience] of VISIBILITIES.entries())
				for (const closer of VISIBILITIES.slice(place))
					if (isShownTo(audience, visibility)) expect(isShownTo(closer, visibility)).toBe(true);
	});
});

it('cellOf names each place of a matrix', () => {
	expect([0, 4, -1, -2, -3, undefined, 7].map(cellOf)).toEqual([
		'rating',
		'rating',
		'na',
		'hidden',
		'none',
		'none',
		'none'
	]);
});

it('a cycle takes answers from the day it opens to the day it closes', () => {
	const cycle = { opensOn: '2026-09-01', closesOn: '2026-12-31' };
	const days = ['2026-08-31', '2026-09-01', '2026-12-31', '2027-01-01'];
	expect(days.map((day) => isCycleOpen(cycle, day))).toEqual([false, true, true, false]);
});

it('a framework is answered by those it is for', () => {
	expect(isAnsweredBy('companies', 'company')).toBe(true);
	expect(isAnsweredBy('companies', 'government')).toBe(false);
	expect(isAnsweredBy('governments', 'subnational_government')).toBe(true);
	expect(isAnsweredBy('commitments', 'company')).toBe(false);
});

describe('wroteEverything', () => {
	it('is so only of the one author of all', () => {
		expect(wroteEverything('a', [{ updatedBy: 'a' }, { updatedBy: 'a' }])).toBe(true);
		expect(wroteEverything('a', [{ updatedBy: 'a' }, { updatedBy: 'b' }])).toBe(false);
		expect(wroteEverything('a', [{ updatedBy: 'a' }, { updatedBy: null }])).toBe(false);
		expect(wroteEverything('a', [])).toBe(false);
	});
});

it('a submission is called by company, cycle and revision', () => {
	const assessment = {
		organisation: { slug: 'sample-video', referencePrefix: null },
		cycle: { key: '2026' }
	};
	expect(referenceOf(assessment, 2)).toBe('SAMPLE-VIDEO-2026-R2');
});

describe('publicPageOf', () => {
	const company = { slug: 'a-company', countryCode: 'US', kind: 'company' } as const;
	const government = { slug: 'government-ca', countryCode: 'CA', kind: 'government' } as const;
	const at = (
		organisation: typeof company | typeof government,
		disclosure: Disclosure,
		own = false
	) =>
		publicPageOf({
			organisation,
			framework: { disclosure },
			disclosesOwn: own,
			cycle: { key: '2026' }
		});

	it('is where the answers stand, or the sums that they are in', () => {
		expect(at(company, 'per_organisation')).toBe('/companies/a-company?cycle=2026');
		expect(at(government, 'aggregate_only')).toBe('/countries/capabilities');
		expect(at(government, 'aggregate_only', true)).toBe('/countries/CA#own-assessment');
	});
});
