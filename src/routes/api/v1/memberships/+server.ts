import { membershipListing } from '#lib/exchange/listings/memberships.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(membershipListing);
