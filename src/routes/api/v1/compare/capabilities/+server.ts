import { capabilityListing } from '#lib/exchange/listings/capabilities.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(capabilityListing);
