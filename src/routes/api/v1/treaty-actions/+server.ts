import { treatyActionListing } from '#lib/exchange/listings/treaty-actions.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(treatyActionListing);
