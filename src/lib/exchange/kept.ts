/**
 * Keeps what is costly to make, as many as are named, those asked for last. However many ask at once, it is
 * made once, and one thing after the other; what failed is tried again by who asks next. Nothing else rests
 * on it: each instance keeps its own, and may forget it.
 */
export function keeping<Made>(most: number) {
	const kept = new Map<string, Promise<Made>>();
	let last: Promise<unknown> = Promise.resolve();
	return (key: string, make: () => Promise<Made>): Promise<Made> => {
		const made = kept.get(key) ?? last.then(make);
		kept.delete(key);
		kept.set(key, made);
		last = made.catch(() => kept.delete(key));
		const [oldest] = kept.keys();
		if (kept.size > most && oldest !== undefined) kept.delete(oldest);
		return made;
	};
}
