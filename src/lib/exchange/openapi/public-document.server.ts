import { m } from '#lib/paraglide/messages.js';
import { WRITINGS } from '../writings.server.ts';
import { describeListings } from './describe.server.ts';
import { openApiDocument } from './document.server.ts';

/** The document of the API as it is given to everyone, with the examples of today. */
export const publicDocument = async (origin: string) =>
	openApiDocument(await describeListings(), WRITINGS, {
		origin,
		licence: m.comparison_data_licence({}, { locale: 'en' })
	});
