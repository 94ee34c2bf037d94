/** The value in the middle. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}

export interface Compared<Figure> {
	ours: Figure[];
	against: Figure[];
	/** The median of the ratios of each round: what the machine did beside in a round, it did to both. */
	ratio: number;
}

/** Measures both in turn, so many times; every second round begins with the other. */
export async function rounds<Figure>(
	count: number,
	of: (figure: Figure) => number,
	ours: () => Promise<Figure>,
	against: () => Promise<Figure>
): Promise<Compared<Figure>> {
	const found: Compared<Figure> = { ours: [], against: [], ratio: NaN };
	for (let round = 0; round < count; round++) {
		if (round % 2) found.against.push(await against());
		found.ours.push(await ours());
		if (round % 2 === 0) found.against.push(await against());
	}
	found.ratio = median(
		found.ours.map((figure, round) => of(figure) / of(found.against[round] as Figure))
	);
	return found;
}

/** How long something takes, in milliseconds. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work();
	return performance.now() - started;
}
