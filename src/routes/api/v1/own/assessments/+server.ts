import { readOwnAssessments } from '#lib/exchange/writing/own.server.ts';
import { byToken } from '#lib/exchange/writing/by-token.server.ts';

export const GET = byToken(readOwnAssessments);
