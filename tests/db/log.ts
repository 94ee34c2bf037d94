import type { SQL } from 'drizzle-orm';
import { auditEvents } from '#lib/server/db/schema/index.ts';
import { asSystem } from './world.ts';

/** These entries of the log, in its order: without one, rows come as writers found room for them. */
export const logged = (which: SQL) =>
	asSystem((db) => db.select().from(auditEvents).where(which).orderBy(auditEvents.seq));
