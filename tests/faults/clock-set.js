// Loaded before the server (`node --import`): its wall clock is ahead by as many milliseconds as the file named in
// CLOCK_AHEAD_FILE says, and may be set at any time by writing another number there. Timers and `performance` go by the
// steady clock, which nobody sets, here as on a machine whose clock is set.
import { readFileSync } from 'node:fs';

const Machine = Date;
const file = process.env.CLOCK_AHEAD_FILE;
const now = () => Machine.now() + Number(readFileSync(file, 'utf8'));

globalThis.Date = new Proxy(Machine, {
	construct: (machine, given, made) =>
		Reflect.construct(machine, given.length ? given : [now()], made),
	apply: () => new Machine(now()).toString(),
	get: (machine, name) => (name === 'now' ? now : Reflect.get(machine, name))
});
