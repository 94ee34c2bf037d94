import { keepDraft, readDraft, type Draft, type DraftStorage } from './drafts.ts';

type Release = () => void;

/** Takes a lock that goes with the page at the latest; null when another page holds it. */
export type Locker = (name: string) => Promise<Release | null>;

/**
 * Where one page keeps on this device what is typed in a form. Each open page has a place of its own, or the
 * words of one tab would push out those of another; what a page that is gone has left is taken over.
 */
export class DraftPlace {
	readonly #storage: DraftStorage;
	#name: string;
	readonly #release: Release;
	/** Whether pages that are gone left more than one can take over. */
	more: boolean;

	private constructor(storage: DraftStorage, name: string, release: Release, more: boolean) {
		this.#storage = storage;
		this.#name = name;
		this.#release = release;
		this.more = more;
	}

	/** The place for the form of that key: one that was left with something in it, the latest first, else a new one. */
	static async take(
		key: string,
		storage: DraftStorage,
		lock: Locker = lockOfPages
	): Promise<DraftPlace> {
		const places = placesOf(key, storage).map(async (name) => ({
			name,
			release: await lock(name)
		}));
		const [first, ...others] = (await Promise.all(places)).filter(
			({ release }) => release !== null
		);
		for (const { release } of others) release?.();
		const name = first?.name ?? newName(key);
		const release = first?.release ?? (await lock(name)) ?? (() => undefined);
		return new DraftPlace(storage, name, release, others.length > 0);
	}

	read(): Draft | null {
		return readDraft(this.#storage, this.#name);
	}

	/** Whether the device has taken it. */
	keep(draft: Draft): boolean {
		return keepDraft(this.#storage, this.#name, draft);
	}

	clear(): void {
		this.#storage.removeItem(this.#name);
	}

	/** Leaves what is here for the next opening of the form, and goes on in a new place. */
	putAside(key: string): void {
		this.#name = newName(key);
		this.more = true;
	}

	/** From now on another page may take over what is here. */
	leave(): void {
		this.#release();
	}
}

/** The places with something in them, the one over the latest version first. */
function placesOf(key: string, storage: DraftStorage): string[] {
	return Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '')
		.filter((name) => name === key || name.startsWith(`${key}:`))
		.flatMap((name) => {
			const version = readDraft(storage, name)?.version;
			return version === undefined ? [] : [{ name, version }];
		})
		.sort((one, other) => other.version - one.version)
		.map(({ name }) => name);
}

const newName = (key: string) =>
	`${key}:${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;

/** How long a page that is being left may take to give back its lock, in milliseconds. */
const PARTING = 1500;

/** Browsers have locks over secure connections only; without them, no other page is taken to be open. */
const lockOfPages: Locker = (name) =>
	new Promise((resolve) => {
		if (!('locks' in navigator)) return resolve(() => undefined);
		navigator.locks
			.request(name, { signal: AbortSignal.timeout(PARTING) }, () => {
				return new Promise<void>((release) => resolve(() => release()));
			})
			.catch(() => resolve(null));
	});
