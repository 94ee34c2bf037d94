import { changeListing } from '#lib/exchange/listings/changes.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(changeListing);
