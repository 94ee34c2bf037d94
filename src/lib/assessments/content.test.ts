import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answers } from '../../../tests/arbitrary-answers.ts';
import {
	changedParts,
	continuityOf,
	isWithinSpread,
	NOTHING_SAID,
	sameAnswer,
	spreadOf,
	type AnswerContent
} from './content.ts';
import { missingForSubmission, progressOf } from './rules.ts';

const rated: AnswerContent = { ...NOTHING_SAID, rating: 3, narrative: 'In place.' };

describe('continuityOf', () => {
	const open = { done: false, was: null };

	it('is new where nothing was published, changed where it says something else', () => {
		expect(continuityOf(rated, null, { done: true, was: null })).toBe('new');
		expect(continuityOf({ ...rated, rating: 4 }, rated, { done: true, was: 'confirmed' })).toBe(
			'changed'
		);
		const link = { url: 'https://example.org', title: 'Report', publisher: null };
		expect(continuityOf({ ...rated, evidence: [link] }, rated, open)).toBe('changed');
	});

	it('is carried over until somebody is done with it, whoever may read it', () => {
		expect(continuityOf(rated, rated, open)).toBe('carried');
		expect(continuityOf(rated, rated, { done: false, was: 'changed' })).toBe('carried');
		expect(continuityOf(rated, rated, { done: true, was: 'carried' })).toBe('confirmed');
		expect(continuityOf(rated, rated, { done: false, was: 'confirmed' })).toBe('confirmed');
		expect(continuityOf({ ...rated, visibility: 'secretariat' }, rated, open)).toBe('carried');
	});

	it('keeps an answer from being complete while it is carried over', () => {
		expect(progressOf({ ...rated, continuity: 'carried' })).toBe('carried');
		expect(
			missingForSubmission([{ number: 3, answer: { ...rated, continuity: 'carried' } }])
		).toEqual([3]);
		expect(progressOf({ ...rated, continuity: 'confirmed' })).toBe('completed');
	});
});

describe('sameAnswer', () => {
	it('holds of every answer and itself, and not once a part differs', () => {
		fc.assert(
			fc.property(answers, (answer) => {
				expect(sameAnswer(answer, structuredClone(answer))).toBe(true);
				expect(sameAnswer(answer, { ...answer, narrative: `${answer.narrative ?? ''}.` })).toBe(
					false
				);
			})
		);
	});
});

describe('what services say of the whole', () => {
	const line = (rating: number | null, notApplicable = false) => ({ rating, notApplicable });

	it('is told with its spread, and by how many of those it concerns', () => {
		expect(spreadOf([line(1), line(4), line(3), line(null, true), line(null)])).toEqual({
			lowest: 1,
			highest: 4,
			inPlace: 2,
			concerned: 4
		});
		expect(spreadOf([line(null, true), line(null)])).toBeNull();
	});

	it('bounds the rating of the whole; not applicable is never counted as 0', () => {
		expect([0, 1, 4, 5].map((rating) => isWithinSpread(rating, [line(1), line(4)]))).toEqual([
			false,
			true,
			true,
			false
		]);
		expect(isWithinSpread(3, [line(3), line(null, true)])).toBe(true);
		expect(isWithinSpread(0, [line(3), line(null, true)])).toBe(false);
		expect(isWithinSpread(2, [])).toBe(true);
	});

	it('does not depend on their order', () => {
		fc.assert(
			fc.property(answers, fc.func(fc.integer()), ({ services }, order) => {
				const shuffled = [...services].sort((one, other) => order(one.name) - order(other.name));
				expect(spreadOf(shuffled)).toEqual(spreadOf(services));
			})
		);
	});

	it('is the same with any number of services that it does not concern', () => {
		fc.assert(
			fc.property(answers, fc.nat({ max: 5 }), ({ rating, services }, more) => {
				const others = Array.from({ length: more }, () => line(null, true));
				expect(spreadOf([...services, ...others])).toEqual(spreadOf(services));
				expect(isWithinSpread(rating, [...others, ...services])).toBe(
					isWithinSpread(rating, services)
				);
			})
		);
	});
});

describe('changedParts', () => {
	it('names each part that differs and no other', () => {
		fc.assert(
			fc.property(answers, answers, (one, other) => {
				for (const part of changedParts(one, other))
					expect(changedParts({ ...one, [part]: other[part] }, other)).not.toContain(part);
				const mended = Object.assign(
					{ ...one },
					...changedParts(one, other).map((part) => ({ [part]: other[part] }))
				) as AnswerContent;
				expect(sameAnswer(mended, other)).toBe(true);
			})
		);
	});

	it('does not tell services apart by their order', () => {
		fc.assert(
			fc.property(answers, (one) => {
				expect(changedParts(one, { ...one, services: [...one.services].reverse() })).toEqual([]);
			})
		);
	});

	it('reads what was attested before answers could say as much', () => {
		const { notApplicableKind: _, changeNote: __, confidence: ___, ...then } = rated;
		const { services: ____, metrics: _____, ...older } = then;
		expect(changedParts(older, rated)).toEqual([]);
		expect(changedParts(older, { ...rated, confidence: 'low' })).toEqual(['confidence']);
	});
});
