/** A key press: which key, and when, in milliseconds. */
export interface Press {
	key: string;
	at: number;
}

const PRESSES = 3;
const WITHIN = 2000;

/** Whether the last three presses are of Shift, with nothing between them, within two seconds. */
export function isThreeShifts(presses: readonly Press[]): boolean {
	const last = presses.slice(-PRESSES);
	const [first] = last;
	const end = last.at(-1);
	return (
		last.length === PRESSES &&
		last.every(({ key }) => key === 'Shift') &&
		(end?.at ?? 0) - (first?.at ?? 0) < WITHIN
	);
}
