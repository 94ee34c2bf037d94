import { describe, expect, it } from 'vitest';
import { SAMPLE_COMPANIES } from './companies.ts';
import { sampleAnswers } from './generate.ts';

describe('sample answers', () => {
	it('are the same for the same seed and others for another', () => {
		expect(sampleAnswers(7, 3)).toEqual(sampleAnswers(7, 3));
		expect(sampleAnswers(7, 3)).not.toEqual(sampleAnswers(8, 3));
	});

	it('answer eleven principles each cycle: rated with a text, or not applicable with a reason', () => {
		for (let seed = 1; seed <= 50; seed += 1)
			for (const cycle of sampleAnswers(seed, 4)) {
				expect(cycle.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
				for (const answer of cycle) {
					expect(answer.notApplicable).toBe(answer.rating === null);
					expect(answer.notApplicable ? answer.notApplicableReason : answer.narrative).toMatch(
						/^(Sample text|Texte d’exemple)/
					);
				}
			}
	});
});

describe('sample companies', () => {
	it('say in both languages that they are made up', () => {
		for (const { nameEn, nameFr } of SAMPLE_COMPANIES) {
			expect(nameEn).toMatch(/^Sample .+ \(fictional\)$/);
			expect(nameFr).toMatch(/^Exemple .+ \(fictif\)$/);
		}
	});
});
