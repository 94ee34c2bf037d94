import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { PUBLIC, type Actor } from '#lib/access/actor.ts';
import { Refusal, type RefusalReason } from '#lib/access/refusal.ts';
import { noteRefusal } from '#lib/access/refusals.server.ts';
import { href } from '#lib/i18n/links.ts';
import { withActor, withPublic, withReader } from '#lib/server/db/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { parseForm, type FormFailure, type FormValues } from './parse.ts';

const READS = new Set(['GET', 'HEAD']);

type Work<T> = (db: Db, actor: Actor) => Promise<T>;

/** Runs a query as the request's actor; a refusal becomes the sign-in page, 404 or 403. */
export const asActor = <T>(event: RequestEvent, work: Work<T>): Promise<T> =>
	runAs(event.locals.actor, event, work);

/** The same as nobody in particular, whoever is signed in: for what goes out to other sites. */
export const asPublic = <T>(event: RequestEvent, work: Work<T>): Promise<T> =>
	runAs(PUBLIC, event, work);

async function runAs<T>(actor: Actor, event: RequestEvent, work: Work<T>): Promise<T> {
	try {
		// Whoever is signed in reads what they wrote, also of what is public: from the database itself.
		if (!READS.has(event.request.method)) return await withActor(actor, (db) => work(db, actor));
		return event.locals.actor.kind === 'public'
			? await withPublic((db) => work(db, actor))
			: await withReader(actor, (db) => work(db, actor));
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		noteRefusal(event, actor, thrown.reason);
		turnAway(event, thrown);
	}
}

/**
 * Runs a command for a form. `work` returns where to go next (a path without language), and the
 * redirect happens once its transaction has been committed. A refusal that the person can act on
 * comes back as a failure, with what was typed.
 */
export async function attempt(
	event: RequestEvent,
	form: { values: FormValues },
	work: Work<string>
): Promise<ActionFailure<FormFailure>> {
	const outcome = await attemptInPlace(event, form, work);
	if ('done' in outcome) redirect(303, href(outcome.done));
	return outcome;
}

/**
 * The action of a form that does one thing: reads the form by its schema, runs the command with what it
 * holds and the parameters of the route, and goes where that leads (a path without language).
 */
export const formAction =
	<Schema extends z.ZodType, Params extends Record<string, string>>(
		schema: Schema,
		work: (db: Db, actor: Actor, data: z.output<Schema>, params: Params) => Promise<string>
	) =>
	async (event: RequestEvent<Params>) => {
		const form = parseForm(schema, await event.request.formData());
		if (!form.ok) return fail(400, form);
		return attempt(event, form, (db, actor) => work(db, actor, form.data, event.params));
	};

/**
 * The action of a button that goes on to the next page (a path without language): at once where all of
 * `fields` are blank, else by the action that keeps what was typed, so that it is not lost.
 */
export const goingOn =
	<Params extends Record<string, string>, Outcome>(
		fields: readonly string[],
		next: (params: Params) => string,
		keep: (event: RequestEvent<Params>) => Promise<Outcome>
	) =>
	async (event: RequestEvent<Params>): Promise<Outcome> => {
		const form = await event.request.clone().formData();
		const typed = fields.map((name) => form.get(name));
		if (typed.every((value) => typeof value !== 'string' || !value.trim()))
			redirect(303, href(next(event.params)));
		return keep(event);
	};

/** What who asks may not do, or not without proving more; everything else is about what they ask it of. */
const FORBIDDEN = new Set<RefusalReason>(['not_allowed', 'prove_again', 'second_factor']);

/** Runs a command for a form that stays where it is, such as one that saves itself: `done` is what `work` returned. */
export async function attemptInPlace<T>(
	event: RequestEvent,
	form: { values: FormValues },
	work: Work<T>
): Promise<{ done: T } | ActionFailure<FormFailure>> {
	const { actor } = event.locals;
	const run = () => withActor(actor, (db) => work(db, actor));
	try {
		return {
			done: await run().catch((thrown: unknown) => {
				// The same form posted twice at once: the first has been committed, so its answer is there now.
				if (isUniqueViolation(thrown, 'form_tokens_pkey')) return run();
				throw thrown;
			})
		};
	} catch (thrown) {
		if (!(thrown instanceof Refusal)) throw thrown;
		noteRefusal(event, actor, thrown.reason, actionIn(event.url));
		if (thrown.reason === 'not_signed_in' || thrown.reason === 'not_found') turnAway(event, thrown);
		const { reason, where } = thrown;
		const status = FORBIDDEN.has(reason) ? 403 : 409;
		return fail(status, { ok: false, values: form.values, errors: {}, refusal: { reason, where } });
	}
}

/** Which of a page's forms was sent, as the framework writes it into the address. */
const actionIn = ({ searchParams }: URL): string =>
	[...searchParams.keys()].find((name) => name.startsWith('/'))?.slice(1) ?? 'default';

function turnAway(event: RequestEvent, { reason }: Refusal): never {
	if (reason === 'not_signed_in') {
		const back = event.request.method === 'GET' ? event.url.pathname + event.url.search : '';
		redirect(303, href('/sign-in') + (back ? `?next=${encodeURIComponent(back)}` : ''));
	}
	error(reason === 'not_found' ? 404 : 403, reason);
}

/** Whether a database error, however wrapped, is this unique constraint's. */
export function isUniqueViolation(thrown: unknown, constraint: string): boolean {
	for (let at: unknown = thrown; at instanceof Error; at = at.cause)
		if ('code' in at && at.code === '23505' && 'constraint' in at && at.constraint === constraint)
			return true;
	return false;
}
