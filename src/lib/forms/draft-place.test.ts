import { describe, expect, it } from 'vitest';
import { DraftPlace, type Locker } from './draft-place.ts';
import { isOverStored, type DraftStorage } from './drafts.ts';

/** A device: its storage, and the locks that its open pages hold. */
function device(): { storage: DraftStorage; lock: Locker } {
	const kept = new Map<string, string>();
	const held = new Set<string>();
	return {
		storage: {
			get length() {
				return kept.size;
			},
			key: (at) => [...kept.keys()][at] ?? null,
			getItem: (key) => kept.get(key) ?? null,
			setItem: (key, value) => void kept.set(key, value),
			removeItem: (key) => void kept.delete(key)
		},
		lock: (name) => {
			if (held.has(name)) return Promise.resolve(null);
			held.add(name);
			return Promise.resolve(() => void held.delete(name));
		}
	};
}

const draft = (text: string, version = 1) => ({ version, values: { text } });

describe('the place of a draft', () => {
	it('is each page’s own while it is open', async () => {
		const { storage, lock } = device();
		const one = await DraftPlace.take('k', storage, lock);
		one.keep(draft('one'));
		const other = await DraftPlace.take('k', storage, lock);
		expect(other.read()).toBeNull();
		other.keep(draft('other'));
		other.clear();
		expect(one.read()).toEqual(draft('one'));
	});

	it('is taken over from a page that is gone, the latest first, and says that there is more', async () => {
		const { storage, lock } = device();
		for (const version of [1, 3, 2]) {
			const page = await DraftPlace.take(`k${version}`, storage, lock);
			page.keep(draft(`over ${version}`, version));
			storage.setItem(`k:${version}`, JSON.stringify(draft(`over ${version}`, version)));
			page.leave();
		}
		const next = await DraftPlace.take('k', storage, lock);
		expect(next.read()).toEqual(draft('over 3', 3));
		expect(next.more).toBe(true);
		next.clear();
		next.leave();
		expect((await DraftPlace.take('k', storage, lock)).read()).toEqual(draft('over 2', 2));
	});

	it('is left as it is by who goes on without it', async () => {
		const { storage, lock } = device();
		const before = await DraftPlace.take('k', storage, lock);
		before.keep(draft('before'));
		before.putAside('k');
		expect(before.read()).toBeNull();
		expect(before.more).toBe(true);
		before.leave();
		expect((await DraftPlace.take('k', storage, lock)).read()).toEqual(draft('before'));
	});
});

describe('a draft is over what is stored', () => {
	it.each([
		['over the same version', draft('new', 2), true],
		['over what was sent and not answered', { ...draft('new', 1), sent: { text: 'old' } }, true],
		['not over what another wrote', { ...draft('new', 1), sent: { text: 'mine' } }, false],
		['not over a version it does not know', draft('new', 1), false]
	])('%s', (_, kept, expected) => {
		expect(isOverStored(kept, 2, { text: 'old' })).toBe(expected);
	});
});
