import type { z } from 'zod';
import { text } from '#lib/forms/fields.ts';
import { always, orNull } from './form-fields.ts';
import { commitmentChange } from './schema.ts';
import { REASON_LENGTH } from './vocabulary.ts';

const reason = orNull(text(REASON_LENGTH));

/** A new wording of a published commitment, and why. */
export const rewordingInput = commitmentChange
	.safeExtend({ reasonEn: reason, reasonFr: reason })
	.refine(({ reasonEn, reasonFr }) => Boolean(reasonEn ?? reasonFr), {
		path: ['reasonEn'],
		error: 'reason_needed',
		...always
	});
export type RewordingInput = z.output<typeof rewordingInput>;
