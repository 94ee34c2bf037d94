import { companiesComparedListing } from '#lib/exchange/listings/comparisons.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(companiesComparedListing);
