import { z } from 'zod';
import { AUDIT_GROUPS, type AuditGroup } from './vocabulary.ts';

const GROUPS = Object.keys(AUDIT_GROUPS) as [AuditGroup, ...AuditGroup[]];
const day = z.iso.date();

/** What of the log is read: the query string of its pages. */
export const auditFilters = z.object({
	/** Between which days, both included, in UTC. */
	from: day.optional(),
	to: day.optional(),
	group: z.enum(GROUPS).optional(),
	/** Slug of an organisation. */
	organisation: z.string().max(100).optional(),
	person: z.uuid().optional(),
	/** What something was done to. */
	subject: z.string().min(1).max(100).optional(),
	/** Only entries before this one. */
	before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional()
});
export type AuditFilters = z.output<typeof auditFilters>;
