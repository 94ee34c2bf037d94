import type { Actor } from '#lib/access/actor.ts';
import type { Refused } from '#lib/access/refusals.server.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import type { Absence } from '#lib/server/db/unavailable.ts';

declare global {
	namespace App {
		interface Locals {
			actor: Actor;
			locale: Locale;
			requestId: string;
			/** What somebody known was refused, if anything. */
			refused?: Refused;
			/** Why nothing could be done with the database, if so. */
			absence?: Absence;
		}
		interface PageData {
			/** The part of the query string that makes this another page than the same path without it. */
			query?: string;
		}
		interface Error {
			message: string;
			requestId?: string;
		}
	}
}

export {};
