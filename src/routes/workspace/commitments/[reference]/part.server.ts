import type { RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Actor } from '#lib/access/actor.ts';
import { getCommitmentTo, type CommitmentDetail } from '#lib/commitments/queries.server.ts';
import { removal } from '#lib/commitments/schema.ts';
import { asActor, formAction, goingOn } from '#lib/forms/attempt.server.ts';
import type { Db } from '#lib/server/db/types.ts';

type At = { reference: string };
type Work<Data> = (db: Db, actor: Actor, reference: string, data: Data) => Promise<unknown>;

/**
 * What a page about one kind of part of a commitment shows: the commitment, which part the address asks to
 * change (null for none), and the token with which a new one is added once.
 */
export async function loadPart<Part extends { id: string }>(
	event: RequestEvent<At>,
	partsOf: (commitment: CommitmentDetail) => readonly Part[]
) {
	const commitment = await asActor(event, (db, actor) =>
		getCommitmentTo(db, actor, 'commitment.edit', event.params.reference)
	);
	const changing = event.url.searchParams.get('change');
	return {
		commitment,
		changing: partsOf(commitment).find(({ id }) => id === changing) ?? null,
		token: crypto.randomUUID()
	};
}

interface Commands<Input extends z.ZodType, Change extends z.ZodType> {
	/** The page, and the one that its second button goes on to: the ends of their paths. */
	page: string;
	next: string;
	/** What one types into the form for a new part: where all of it is blank, going on adds none. */
	typed: readonly string[];
	input: Input;
	add: Work<z.output<Input>>;
	changed: Change;
	change: Work<z.output<Change>>;
	remove: Work<z.output<typeof removal>>;
}

/** Adds, changes and removes parts of a commitment, and stays or goes on to the next page. */
export function partActions<Input extends z.ZodType, Change extends z.ZodType>({
	page,
	next,
	typed,
	input,
	add,
	changed,
	change,
	remove
}: Commands<Input, Change>) {
	const to = (end: string) => (at: At) => `/workspace/commitments/${at.reference}/${end}`;
	const [here, there] = [to(page), to(next)];
	const doing = <Schema extends z.ZodType>(
		schema: Schema,
		work: Work<z.output<Schema>>,
		leadsTo: (at: At) => string
	) =>
		formAction<Schema, At>(schema, async (db, actor, data, at) => {
			await work(db, actor, at.reference, data);
			return leadsTo(at);
		});
	return {
		add: doing(input, add, here),
		addAndGoOn: goingOn(typed, there, doing(input, add, there)),
		change: doing(changed, change, here),
		changeAndGoOn: doing(changed, change, there),
		remove: doing(removal, remove, here)
	};
}
