import { afterEach, describe, expect, it } from 'vitest';
import { currentTime, machineAhead, setClock } from './clock.ts';

const HOUR = 3_600_000;
const machine = Date;
const ahead = (milliseconds: number) => () => Promise.resolve(machine.now() + milliseconds);
/** This machine's clock is put forward or back; the steady one goes on. */
function put(milliseconds: number): void {
	globalThis.Date = new Proxy(machine, {
		get: (of, name) =>
			name === 'now' ? () => of.now() + milliseconds : (Reflect.get(of, name) as unknown)
	});
}
/** How far the time is from that of this machine as it was at first, to the nearest second. */
const difference = () => Math.round((currentTime().valueOf() - machine.now()) / 1000) || 0;

afterEach(async () => {
	globalThis.Date = machine;
	await setClock(ahead(0));
});

describe('the time', () => {
	it('is that of the database, whatever this machine says', async () => {
		await setClock(ahead(0));
		for (const jump of [HOUR, 24 * HOUR, -HOUR]) {
			put(jump);
			expect(difference()).toBe(0);
			expect(Math.round(machineAhead() / HOUR)).toBe(jump / HOUR);
			await setClock(ahead(0));
			expect(difference()).toBe(0);
		}
	});

	it('follows the database where that says another', async () => {
		await setClock(ahead(HOUR));
		expect(difference()).toBe(3600);
		await setClock(ahead(-HOUR));
		expect(difference()).toBe(-3600);
	});

	it('is not moved by an answer that was long under way, as far as it may be right', async () => {
		await setClock(ahead(0));
		const before = difference();
		await setClock(async () => {
			const told = machine.now();
			await new Promise((resolve) => setTimeout(resolve, 1200));
			return told;
		});
		expect(difference()).toBe(before);
	});
});
