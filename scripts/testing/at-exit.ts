const works = new Set<() => void>();

/**
 * Does something when this process ends, however many have something to do then: what nothing is to be left of, such
 * as a server or a folder. Returns what takes it back.
 */
export function atExit(work: () => void): () => void {
	if (works.size === 0) process.once('exit', doAll);
	works.add(work);
	return () => {
		works.delete(work);
		if (works.size === 0) process.off('exit', doAll);
	};
}

function doAll(): void {
	for (const work of works) work();
}
