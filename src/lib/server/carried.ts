import { AsyncLocalStorage } from 'node:async_hooks';

/** Kept on the global object: the server around the application and the application are bundles of their own. */
const shared = globalThis as typeof globalThis & {
	concordCarried?: AsyncLocalStorage<Record<string, unknown>>;
};
const carried = (shared.concordCarried ??= new AsyncLocalStorage());

/** What goes along with something that is done, through everything that it waits for. */
export interface Carried<T> {
	getStore(): T | undefined;
	run<R>(value: T | undefined, work: () => R): R;
}

/**
 * One thing that is carried, by its name. All are in one storage of Node's: at every asynchronous step of the process,
 * also of those that carry nothing, Node 20 goes through each storage that there is.
 */
export const carrying = <T>(name: string): Carried<T> => ({
	getStore: () => carried.getStore()?.[name] as T | undefined,
	run: (value, work) => carried.run({ ...carried.getStore(), [name]: value }, work)
});
