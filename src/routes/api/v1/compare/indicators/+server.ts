import { indicatorBesideListing } from '#lib/exchange/listings/indicators-beside.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(indicatorBesideListing);
