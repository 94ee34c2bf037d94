import { z } from 'zod';
import { companyRecords } from '#lib/exchange/listings/companies.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(z.object({}), (db, _asked, part) => companyRecords(db, part));
