import { webAddress } from '#lib/forms/fields.ts';
import { namesMedia } from './rules.ts';

/** An address that is given as evidence: of a page, not of a picture, a film or an archive. */
export const evidenceAddress = webAddress.refine((address) => !namesMedia(address), {
	error: 'media'
});
