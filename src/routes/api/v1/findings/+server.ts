import { findingListing } from '#lib/exchange/listings/findings.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(findingListing);
