import { amendMilestone } from '#lib/exchange/writing/reports.server.ts';
import { byToken } from '#lib/exchange/writing/by-token.server.ts';

export const PUT = byToken(amendMilestone);
