import { indicatorFilters } from '#lib/comparison/schema.ts';
import { indicatorBesideRecords } from '#lib/exchange/listings/indicators-beside.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(indicatorFilters, indicatorBesideRecords);
