import { changeFilters } from '#lib/changes/schema.ts';
import { changeRecords } from '#lib/exchange/listings/changes.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(changeFilters, changeRecords);
