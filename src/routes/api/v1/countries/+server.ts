import { z } from 'zod';
import { countryRecords } from '#lib/exchange/listings/countries.server.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(z.object({}), (db, _asked, part) => countryRecords(db, part));
