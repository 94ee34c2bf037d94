import { z } from 'zod';
import { frameworkRecords } from '#lib/exchange/listings/frameworks.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(z.object({}), frameworkRecords);
