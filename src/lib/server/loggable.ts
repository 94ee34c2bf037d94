import { lostAs } from './db/unavailable.ts';

/** What the log says of an error. */
interface Loggable {
	name: string;
	/** What the database or the system calls it, and the constraint that refused. */
	code?: string;
	constraint?: string;
	/** How a connection to the database was lost, which has no code. */
	lost?: string;
	/** Where it was raised. */
	at: string[];
}

/** An identifier, hence no text of anybody's, whichever library wrote it there. */
const IDENTIFIER = /^[\w$.-]{1,100}$/;
const FRAME = /^ {4}at /;
const CAUSES = 5;

/**
 * What may be said of something thrown: never its message, nor its stack as it is, which begins with the message.
 * A query that failed says there with which values: answers, mails, tokens.
 */
export function loggable(thrown: unknown): Loggable {
	if (!(thrown instanceof Error)) return { name: 'unknown', at: [] };
	const causes = causesOf(thrown);
	const code = identifierIn(causes, 'code');
	const constraint = identifierIn(causes, 'constraint');
	const lost = lostAs(thrown);
	return {
		name: nameOf(thrown),
		...(code && { code }),
		...(constraint && { constraint }),
		...(lost && { lost }),
		at: framesOf(thrown)
	};
}

/** A library's error often leaves `name` as it is; its class says more. */
function nameOf({ name, constructor }: Error): string {
	const given = name === 'Error' ? constructor.name : name;
	return IDENTIFIER.test(given) ? given : 'Error';
}

/** The error and what led to it, outermost first. */
function causesOf(thrown: Error): object[] {
	const found: object[] = [];
	let one: unknown = thrown;
	while (one instanceof Object && found.length < CAUSES) {
		found.push(one);
		one = (one as { cause?: unknown }).cause;
	}
	return found;
}

function identifierIn(causes: readonly object[], key: 'code' | 'constraint'): string | undefined {
	return causes
		.map((one) => (one as Record<string, unknown>)[key])
		.find((value): value is string => typeof value === 'string' && IDENTIFIER.test(value));
}

/** The lines that say where, after the message: one in it may look like them. */
function framesOf({ message, stack = '' }: Error): string[] {
	const begins = stack.indexOf(message);
	if (begins < 0) return [];
	return stack
		.slice(begins + message.length)
		.split('\n')
		.filter((line) => FRAME.test(line))
		.map((line) => line.trim());
}
