import { z } from 'zod';
import { SERVICE_FEATURES } from '#lib/organisations/vocabulary.ts';

const bilingual = z.strictObject({ en: z.string().min(1), fr: z.string().min(1) });
const feature = z.enum(SERVICE_FEATURES);

/** What helps to answer one requirement: part of a framework, in its own words. */
export const guidance = z.strictObject({
	/** What it means, in plain words. */
	plain: bilingual.optional(),
	/** What each level of the scale looks like for this requirement. */
	levels: z.array(bilingual.extend({ value: z.int().min(0).max(4) })).optional(),
	/** What could be shown as evidence. */
	evidence: z.array(bilingual).optional(),
	/** A service with none of these is not concerned; absent: every service is. */
	concerns: z.array(feature).min(1).optional(),
	/** What to say where a service has a feature. */
	notes: z.array(bilingual.extend({ feature })).optional()
});
export type Guidance = z.output<typeof guidance>;
