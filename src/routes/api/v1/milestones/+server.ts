import { milestoneListing } from '#lib/exchange/listings/milestones.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(milestoneListing);
