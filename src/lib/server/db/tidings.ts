/** Who keeps something made of what the database holds, and has to hear when that changes. */
export interface Keeper {
	/** Something that the public reads of this table has changed. */
	changed(table: string): void;
	/** Changes may have been missed: nothing that is kept is to be relied upon. */
	lost(): void;
}

/** How word of changes gets to all instances, and back that they have heard it. */
export interface Tidings {
	/** This keeper hears of every change, as long as `current` says so; a connection that was lost is made anew. */
	keep(keeper: Keeper): void;
	/**
	 * Whether the keeper has heard of all that was committed longer than a moment ago: `settled` waits out that moment
	 * for whoever does not answer, so what is kept may be given while this is true.
	 */
	current(): boolean;
	/** Whether nothing is missed: there is no keeper here, or what it has heard is current. */
	hears(): boolean;
	/** Ends when every keeper, of any instance, has heard of all that is committed by now, or keeps to itself that it has not. */
	settled(): Promise<void>;
	close(): Promise<void>;
}

/** On which channel tables say that they have changed: see `concord_tell_change()`. */
export const CHANGED = 'concord_changed';

/** Many ask at once: one answer does for all who asked before it was looked for. */
export function shared(ask: () => Promise<void>): () => Promise<void> {
	let running: Promise<void> | undefined;
	let next: Promise<void> | undefined;
	const run = () =>
		(running = ask().finally(() => {
			running = undefined;
		}));
	return () => {
		if (!running) return run();
		next ??= running
			.catch(() => {})
			.then(() => {
				next = undefined;
				return run();
			});
		return next;
	};
}
