import { z } from 'zod';
import { summaryRecords } from '#lib/exchange/listings/summaries.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(z.object({}), (db, _asked, part) => summaryRecords(db, part));
