import { companyListing } from '#lib/exchange/listings/companies.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(companyListing);
