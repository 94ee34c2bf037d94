import { LRUCache } from 'lru-cache';
import type { Keeper } from '#lib/server/db/tidings.ts';
import type { KeptPage } from './kept-page.ts';

interface Entry {
	page: KeptPage;
	tables: readonly string[];
	/** How many changes had been heard of when it was begun. */
	since: number;
	/** How many had been when it was last found to hold. */
	held: number;
}

/** What was made for an address: a page that is kept, or something that is for this one reader. */
export type Outcome<T> = { page: KeptPage; tables: Iterable<string> } | { only: T };

/** What changes with the time of day alone is made anew after this, in milliseconds. */
const OLDEST = 60_000;

/**
 * Finished pages, within a bound of bytes, those asked for last. A page holds until a table that it was made of changes;
 * whoever asks while one is being made waits for that one, unless something has changed since it was begun.
 */
export class PageStore<T> implements Keeper {
	readonly #entries: LRUCache<string, Entry>;
	readonly #making = new Map<string, { since: number; outcome: Promise<Outcome<T>> }>();
	/** By table, which of the changes was its last. */
	readonly #changes = new Map<string, number>();
	#heard = 0;
	#lost = 0;

	constructor(bytes: number) {
		this.#entries = new LRUCache({
			maxSize: bytes,
			maxEntrySize: Math.ceil(bytes / 8),
			sizeCalculation: ({ page }) => page.bytes,
			ttl: OLDEST
		});
	}

	get bytes(): number {
		return this.#entries.calculatedSize;
	}

	get pages(): number {
		return this.#entries.size;
	}

	changed(table: string): void {
		this.#changes.set(table, ++this.#heard);
	}

	lost(): void {
		this.#lost = ++this.#heard;
		this.#entries.clear();
	}

	/** The page of this address, if one is kept that holds. */
	get(address: string): KeptPage | undefined {
		const entry = this.#entries.get(address);
		if (!entry) return undefined;
		if (entry.held === this.#heard || this.#holds(entry)) {
			entry.held = this.#heard;
			return entry.page;
		}
		this.#entries.delete(address);
		return undefined;
	}

	/** Makes the page of this address, once for all who ask meanwhile, and keeps it, unless it is for one reader only. */
	async make(
		address: string,
		work: () => Promise<Outcome<T>>
	): Promise<{ outcome: Outcome<T>; mine: boolean }> {
		const begun = this.#making.get(address);
		if (begun?.since === this.#heard) return { outcome: await begun.outcome, mine: false };
		const since = this.#heard;
		const making = { since, outcome: work() };
		this.#making.set(address, making);
		try {
			const outcome = await making.outcome;
			if ('page' in outcome) {
				const entry = { page: outcome.page, tables: [...outcome.tables], since, held: since };
				if (this.#holds(entry)) this.#entries.set(address, entry);
			}
			return { outcome, mine: true };
		} finally {
			if (this.#making.get(address) === making) this.#making.delete(address);
		}
	}

	#holds({ since, tables }: Entry): boolean {
		return this.#lost <= since && tables.every((table) => (this.#changes.get(table) ?? 0) <= since);
	}
}
