import { commitmentListing } from '#lib/exchange/listings/commitments.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(commitmentListing);
