import { z } from 'zod';
import { endorsementRecords } from '#lib/exchange/listings/endorsements.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(z.object({}), (db, _asked, part) => endorsementRecords(db, part));
