import { keepAnswer, readAnswer } from '#lib/exchange/writing/assessments.server.ts';
import { byToken } from '#lib/exchange/writing/by-token.server.ts';

export const GET = byToken(readAnswer);
export const PUT = byToken(keepAnswer);
