import { organisationListing } from '#lib/exchange/listings/organisations.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(organisationListing);
