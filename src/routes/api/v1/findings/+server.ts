import { z } from 'zod';
import { findingRecords } from '#lib/exchange/listings/findings.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(z.object({}), (db, _asked, part) => findingRecords(db, part));
