import { handInCommitment } from '#lib/exchange/writing/commitments.server.ts';
import { byToken } from '#lib/exchange/writing/by-token.server.ts';

export const POST = byToken(handInCommitment);
