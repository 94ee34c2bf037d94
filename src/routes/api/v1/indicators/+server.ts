import { indicatorListing } from '#lib/exchange/listings/indicators.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(indicatorListing);
