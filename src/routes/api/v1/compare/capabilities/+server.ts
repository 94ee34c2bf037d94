import { capabilityRecords } from '#lib/exchange/listings/capabilities.server.ts';
import { capabilityFilters } from '#lib/comparison/schema.ts';
import { publicReading } from '#lib/exchange/public-reading.server.ts';

export const GET = publicReading(capabilityFilters, capabilityRecords);
