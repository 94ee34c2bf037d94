import { countryListing } from '#lib/exchange/listings/countries.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(countryListing);
