import { assessmentListing } from '#lib/exchange/listings/assessments.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(assessmentListing);
