import { isThreeShifts, type Press } from '#lib/ui/three-presses.ts';

/** Has a link lead away in place of this page, so that the key that goes back does not lead to it; so do three presses of Shift. */
export function exit(link: HTMLAnchorElement): void {
	const leave = () => location.replace(link.href);
	let presses: readonly Press[] = [];
	link.addEventListener('click', (event) => {
		event.preventDefault();
		leave();
	});
	addEventListener('keydown', ({ key, timeStamp, repeat }) => {
		if (repeat) return;
		presses = [...presses.slice(-2), { key, at: timeStamp }];
		if (isThreeShifts(presses)) leave();
	});
}
