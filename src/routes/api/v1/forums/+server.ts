import { forumListing } from '#lib/exchange/listings/forums.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(forumListing);
