import { describe, expect, it } from 'vitest';
import { KeptPage } from './kept-page.ts';
import { PageStore, type Outcome } from './page-store.ts';

const page = (text = 'a page') =>
	new KeptPage(
		{ status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from(text) },
		{}
	);
const of = (...tables: string[]): Outcome<string> => ({ page: page(), tables });

/** Something that ends when it is told to. */
function held<T>() {
	let end!: (value: T) => void;
	const promise = new Promise<T>((resolve) => (end = resolve));
	return { promise, end };
}

describe('pages that are kept', () => {
	it('hold until a table that they were made of changes, and no other', async () => {
		const store = new PageStore<string>(1_000_000);
		await store.make('/countries', async () => of('commitments', 'countries'));
		await store.make('/companies', async () => of('assessments'));
		store.changed('commitments');
		expect(store.get('/countries')).toBeUndefined();
		expect(store.get('/companies')).toBeDefined();
		store.lost();
		expect(store.get('/companies')).toBeUndefined();
	});

	it('are made once for all who ask meanwhile', async () => {
		const store = new PageStore<string>(1_000_000);
		const made = held<Outcome<string>>();
		let times = 0;
		const work = () => {
			times++;
			return made.promise;
		};
		const all = Promise.all(Array.from({ length: 20 }, () => store.make('/', work)));
		made.end(of('a'));
		const outcomes = await all;
		expect(times).toBe(1);
		expect(outcomes.filter(({ mine }) => mine)).toHaveLength(1);
		expect(new Set(outcomes.map(({ outcome }) => outcome)).size).toBe(1);
	});

	it('are not joined, and not kept, by who asks after a change that was heard of meanwhile', async () => {
		const store = new PageStore<string>(1_000_000);
		const old = held<Outcome<string>>();
		const before = store.make('/', () => old.promise);
		store.changed('a');
		const anew = of('a');
		const after = await store.make('/', async () => anew);
		expect(after).toEqual({ outcome: anew, mine: true });
		old.end(of('a'));
		await before;
		expect(store.get('/')).toBe('page' in anew ? anew.page : undefined);
	});

	it('are not kept where the connection was lost meanwhile', async () => {
		const store = new PageStore<string>(1_000_000);
		const made = held<Outcome<string>>();
		const making = store.make('/', () => made.promise);
		store.lost();
		made.end(of('a'));
		await making;
		expect(store.get('/')).toBeUndefined();
	});

	it('stay within their bound, those asked for last', async () => {
		const store = new PageStore<string>(100_000);
		const large = 'x'.repeat(4_000);
		for (let at = 0; at < 40; at++)
			await store.make(`/${at}`, async () => ({ page: page(large), tables: [] }));
		expect(store.bytes).toBeLessThanOrEqual(100_000);
		expect(store.pages).toBeGreaterThan(5);
		expect(store.get('/39')).toBeDefined();
		expect(store.get('/0')).toBeUndefined();
		await store.make('/huge', async () => ({ page: page('x'.repeat(90_000)), tables: [] }));
		expect(store.get('/huge')).toBeUndefined();
	});

	it('are none where it was made for one reader, and a failure is not kept either', async () => {
		const store = new PageStore<string>(1_000_000);
		await store.make('/', async () => ({ only: 'a secret' }));
		expect(store.get('/')).toBeUndefined();
		await expect(store.make('/', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
		expect((await store.make('/', async () => of())).mine).toBe(true);
	});
});
