import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SERVICE_FEATURES } from '#lib/organisations/vocabulary.ts';
import { lacksFor } from './concerns.ts';

const features = fc.subarray([...SERVICE_FEATURES]);

describe('lacksFor', () => {
	it('lets a requirement concern every service where it names no feature', () => {
		expect(lacksFor(null, [])).toEqual([]);
		expect(lacksFor({}, [])).toEqual([]);
		expect(lacksFor({}, ['live'])).toEqual([]);
	});

	it('names what a service would need and has not', () => {
		expect(lacksFor({ concerns: ['live'] }, ['searchable', 'hosting'])).toEqual(['live']);
		expect(lacksFor({ concerns: ['hosting', 'messaging'] }, ['live'])).toEqual([
			'hosting',
			'messaging'
		]);
	});

	it('asks for one of the features, not for all, in whatever order they stand', () => {
		fc.assert(
			fc.property(features, features, (concerns, has) => {
				const can = !concerns.length || concerns.some((feature) => has.includes(feature));
				expect(lacksFor({ concerns }, has).length === 0).toBe(can);
				expect(lacksFor({ concerns: concerns.toReversed() }, has.toReversed())).toEqual(
					lacksFor({ concerns }, has).toReversed()
				);
			})
		);
	});
});
