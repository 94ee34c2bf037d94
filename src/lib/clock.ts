/**
 * By how much the clock of the database is ahead of the steady one of this process, in milliseconds. Kept on the global
 * object: what stands before the application is bundled apart from it.
 */
const shared = globalThis as typeof globalThis & { concordClock?: number };

/**
 * The time that it is by the clock of the database, which all instances share; by that of this machine where no
 * database was asked, as in a browser. In between it goes on with the steady clock of the process, which nobody sets:
 * this machine's clock may be wrong, or be put forward or back, and nothing ends, begins or is sent by it.
 */
export const currentTime = (): Date =>
	new Date(
		shared.concordClock === undefined ? Date.now() : performance.now() + shared.concordClock
	);

/**
 * Asks the database what time it is, and sets the clock by it: by no more than is certain, since nobody knows when
 * between question and answer it was said.
 */
export async function setClock(ask: () => Promise<number>): Promise<void> {
	const asked = performance.now();
	const told = await ask();
	const [least, most] = [told - performance.now(), told - asked];
	const held = shared.concordClock ?? performance.timeOrigin;
	shared.concordClock = Math.min(Math.max(held, least), most);
}

/** How far this machine's clock is ahead of that time, in milliseconds: for what others compute by it. */
export const machineAhead = (): number => Date.now() - currentTime().valueOf();
