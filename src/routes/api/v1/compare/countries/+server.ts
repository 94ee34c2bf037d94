import { countriesComparedListing } from '#lib/exchange/listings/countries-compared.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(countriesComparedListing);
