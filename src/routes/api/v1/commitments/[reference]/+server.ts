import { amendCommitment, readCommitment } from '#lib/exchange/writing/commitments.server.ts';
import { byToken } from '#lib/exchange/writing/by-token.server.ts';

export const GET = byToken(readCommitment);
export const PUT = byToken(amendCommitment);
