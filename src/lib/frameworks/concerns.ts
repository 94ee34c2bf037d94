import type { ServiceFeature } from '#lib/organisations/vocabulary.ts';
import type { Guidance } from './guidance.ts';

/**
 * Why a requirement cannot concern a service: the features of which it would need at least one and has none.
 * Empty where it can.
 */
export function lacksFor(
	guidance: Pick<Guidance, 'concerns'> | null,
	features: readonly ServiceFeature[]
): readonly ServiceFeature[] {
	const needed = guidance?.concerns ?? [];
	return needed.some((feature) => features.includes(feature)) ? [] : needed;
}
