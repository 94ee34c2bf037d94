import { commitmentListing } from '#lib/exchange/listings/commitments.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';
import { byToken } from '#lib/exchange/writing/by-token.server.ts';
import { beginCommitment } from '#lib/exchange/writing/commitments.server.ts';

export const GET = publicReading(commitmentListing);
export const POST = byToken(beginCommitment);
