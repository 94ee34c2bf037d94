import type { Actor } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { withActor } from '#lib/server/db/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sourcesIn } from '../sources.ts';

/** Where the domains are; what carries requests and sign-in has tests of its own. */
const DOMAINS =
	/^#lib\/(access\/(members|passkeys|tokens)|assessments|audit\/queries|changes|commitments|comparison|exchange\/(listings|import\/(commands|queries|template)|sheet\/(commands|queries))|frameworks|indicators|links\/queries|notifications\/settings|organisations|removals|summaries|webhooks)\b/;

export type Call = (db: Db, actor: Actor, ...given: unknown[]) => unknown;
/** Thrown to undo what a call changed. */
class Undo extends Error {
	constructor(readonly value: unknown) {
		super();
	}
}

/** Each query and command of a domain that a route imports, by name. */
export async function calls(): Promise<Map<string, Call>> {
	const found = new Map<string, Call>();
	for (const { text } of sourcesIn('src/routes')) {
		const imports = text.matchAll(/import (\{[^}]*\}|\* as \w+) from '(#lib\/[^']*\.server\.ts)'/g);
		for (const [, what = '', module = ''] of imports) {
			if (!DOMAINS.test(module)) continue;
			const exported = (await import(/* @vite-ignore */ module)) as Record<string, unknown>;
			const names = what.startsWith('*')
				? Object.keys(exported)
				: what.replace(/[{}]/g, '').split(',');
			for (const name of names.map((given) => given.trim().split(' as ')[0] ?? ''))
				if (typeof exported[name] === 'function') found.set(name, exported[name] as Call);
		}
	}
	return found;
}

/** Why it was refused, or what came of it; nothing stays changed. */
export const outcome = async (actor: Actor, call: Call, given: unknown[]): Promise<unknown> =>
	withActor(actor, async (db) => {
		throw new Undo(await call(db, actor, ...given));
	}).catch((thrown: unknown) =>
		thrown instanceof Undo ? thrown.value : thrown instanceof Refusal ? thrown.reason : thrown
	);

/** What a refusal says to who has no business here. */
export const TURNED_AWAY = ['not_signed_in', 'not_found', 'not_allowed'];
