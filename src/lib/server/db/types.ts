import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema/index.ts';

declare const acting: unique symbol;

export type Schema = typeof schema;
export type Connection = PgDatabase<PgQueryResultHKT, Schema>;

/** A transaction with an actor set: only `withActor` makes one. */
export type Db = Connection & { readonly [acting]: true };
