import { z } from 'zod';
import { indicatorRecords } from '#lib/exchange/listings/indicators.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(z.object({}), (db, _asked, part) => indicatorRecords(db, part));
