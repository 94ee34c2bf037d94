import { readAssessment } from '#lib/exchange/writing/assessments.server.ts';
import { byToken } from '#lib/exchange/writing/by-token.server.ts';

export const GET = byToken(readAssessment);
