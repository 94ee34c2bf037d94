import { postReport } from '#lib/exchange/writing/reports.server.ts';
import { byToken } from '#lib/exchange/writing/by-token.server.ts';

export const POST = byToken(postReport);
