import type { Connection } from './types.ts';
import { absenceIn, overtaken } from './unavailable.ts';

/** How much older than the database a replica's answer may be, in milliseconds. */
export const MAY_LAG = 5_000;
/** How long a replica that failed is left alone. */
const REST = 5_000;

/** The replica has not taken over yet what it must have. */
class Behind extends Error {}

/**
 * A streaming replica, read only where what it says is new enough: it has taken over all that the database had
 * written at a moment that is `MAY_LAG` ago at most, and later than the last `changed()`. The database is asked for that
 * moment once for all who read meanwhile. What cannot be read here is to be read there.
 */
export class Replica {
	#known: Promise<string | undefined> | undefined;
	#knownUntil = 0;
	#restsUntil = 0;

	constructor(
		private readonly connection: Connection,
		private readonly askPosition: () => Promise<string>
	) {}

	/** From now on only what holds all that is committed by now is read here. */
	changed(): void {
		this.#known = undefined;
	}

	/**
	 * Reads by a transaction here; undefined where the replica is not there, is behind, was made a database of its own,
	 * or cannot do what is asked of it.
	 */
	async read<T>(
		work: (opened: Connection) => Promise<T>,
		holds: (opened: Connection, lsn: string) => Promise<boolean>
	): Promise<{ read: T } | undefined> {
		if (performance.now() < this.#restsUntil) return undefined;
		const lsn = await this.#position();
		if (lsn === undefined) return undefined;
		try {
			return await this.connection.transaction(
				async (opened) => {
					if (!(await holds(opened, lsn))) throw new Behind();
					return { read: await work(opened) };
				},
				{ accessMode: 'read only' }
			);
		} catch (thrown) {
			if (thrown instanceof Behind || overtaken(thrown)) return undefined;
			const absence = absenceIn(thrown);
			if (!absence) throw thrown;
			// What it may not do is asked of the database; what it cannot do, nobody asks of it again for a while.
			if (absence === 'away') this.#restsUntil = performance.now() + REST;
			return undefined;
		}
	}

	/** Where the database's log of writes stood, asked after the last change and `MAY_LAG` ago at most. */
	#position(): Promise<string | undefined> {
		if (this.#known && performance.now() < this.#knownUntil) return this.#known;
		this.#knownUntil = performance.now() + MAY_LAG;
		// Where the database does not say, its absence is found by whoever asks it next.
		return (this.#known = this.askPosition().catch(() => undefined));
	}
}
