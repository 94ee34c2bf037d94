import { updateListing } from '#lib/exchange/listings/updates.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(updateListing);
