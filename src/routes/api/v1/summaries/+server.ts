import { summaryListing } from '#lib/exchange/listings/summaries.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(summaryListing);
