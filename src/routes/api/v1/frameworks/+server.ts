import { frameworkListing } from '#lib/exchange/listings/frameworks.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(frameworkListing);
