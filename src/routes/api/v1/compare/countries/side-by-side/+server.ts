import { countriesBesideListing } from '#lib/exchange/listings/countries-beside.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(countriesBesideListing);
