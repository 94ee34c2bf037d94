import type { IncomingMessage } from 'node:http';

/** From one byte to another or to the end, in numbers that can be counted with. */
const STRETCH = /^bytes=(\d{1,15})-(\d{1,15})?$/;

/**
 * Leaves out of a request for a part of a file what is not one stretch of it, as RFC 9110 (14.2) allows: then all of it is
 * given. What serves files looks at nothing, and one that ends before it begins would end the process.
 */
export function leaveOutOddRange({ headers }: Pick<IncomingMessage, 'headers'>): void {
	if (headers.range === undefined) return;
	const [, from, to = from] = STRETCH.exec(headers.range) ?? [];
	if (from === undefined || Number(to) < Number(from)) delete headers.range;
}
