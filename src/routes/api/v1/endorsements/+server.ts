import { endorsementListing } from '#lib/exchange/listings/endorsements.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(endorsementListing);
