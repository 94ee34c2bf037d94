import { companiesBesideListing } from '#lib/exchange/listings/companies-beside.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(companiesBesideListing);
