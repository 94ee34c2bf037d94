import { fundingLineListing } from '#lib/exchange/listings/funding-lines.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(fundingLineListing);
