import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { closeDatabase, withActor } from '#lib/server/db/index.ts';
import { LISTINGS } from '#lib/exchange/listings.server.ts';
import type { Db } from '#lib/server/db/types.ts';
import { freshDatabase } from '../database.ts';
import { sourcesIn } from '../sources.ts';
import { setStage, type Stage } from './assessment-world.ts';
import { OPEN, OWN, plant, type Case } from './stranger-cases.ts';

/** Where the domains are; what carries requests and sign-in has tests of its own. */
const DOMAINS =
