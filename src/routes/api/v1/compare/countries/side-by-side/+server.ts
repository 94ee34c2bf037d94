import { countriesBeside } from '#lib/comparison/schema.ts';
import { countriesBesideRecords } from '#lib/exchange/listings/countries-beside.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(countriesBeside, countriesBesideRecords);
