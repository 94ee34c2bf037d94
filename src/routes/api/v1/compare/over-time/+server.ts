import { flowListing } from '#lib/exchange/listings/over-time.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(flowListing);
