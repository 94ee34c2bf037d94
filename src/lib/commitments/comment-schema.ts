import { z } from 'zod';
import { formToken, text } from '#lib/forms/fields.ts';

/** How long a comment may be. */
export const COMMENT_MOST = 5000;

/** A comment between an owner and the secretariat, and whom it asks to read it. */
export const commentInput = z.object({
	body: text(COMMENT_MOST).min(1, { error: 'required' }),
	/** People, or the organisation of the secretariat for all of its people. */
	mentions: z.preprocess((value) => [value ?? []].flat(), z.array(z.uuid()).max(100)),
	token: formToken
});
export type CommentInput = z.output<typeof commentInput>;
