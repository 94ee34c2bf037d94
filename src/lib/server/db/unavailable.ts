/** Why a database does nothing for anybody: it is not there (or does not answer, or is full of work), or takes no changes. */
export type Absence = 'away' | 'read_only';

/** What the database was asked could not be done, through no fault of what was asked: it may be asked again later. */
export class Unavailable extends Error {
	override readonly name = 'Unavailable';
	constructor(
		readonly absence: Absence,
		cause: unknown
	) {
		super(absence, { cause });
	}
}

/** Takes no changes: told to take none (a standby, an operator's setting), or no room left on its disk. */
const READ_ONLY = /^(25006|53100)$/;
/**
 * Connections refused, lost or too many; shut down, crashed, starting; out of memory; a disk that fails; a statement
 * or a transaction that took too long, or waited too long for another.
 */
const AWAY = /^(08\w{3}|57P0\d|53\w{3}|58030|57014|25P0[34]|55P03)$/;
const NETWORK = new Set([
	'EAI_AGAIN',
	'ECONNREFUSED',
	'ECONNRESET',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EPIPE',
	'ETIMEDOUT'
]);
/** What the driver says without a code. */
const LOST =
	/^(Connection terminated|timeout (exceeded|expired)|Client (has encountered a connection error|was closed)|Query read timeout)/;

/** What an error of the database says of it: why it is unavailable, if it is. */
export function absenceIn(thrown: unknown): Absence | undefined {
	for (let at: unknown = thrown; at instanceof Error; at = at.cause) {
		if (at instanceof Unavailable) return at.absence;
		const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
		if (READ_ONLY.test(code)) return 'read_only';
		if (AWAY.test(code) || NETWORK.has(code) || LOST.test(at.message)) return 'away';
		// Tried at several addresses of a host, each of which refused.
		if (at instanceof AggregateError && at.errors.some(absenceIn)) return 'away';
	}
	return undefined;
}

/** In the driver's own words, which are always the same, how the connection was lost or not to be had; for the log. */
export function lostAs(thrown: unknown): string | undefined {
	for (let at: unknown = thrown; at instanceof Error; at = at.cause) {
		const [said] = LOST.exec(at.message) ?? [];
		if (said) return said;
	}
	return undefined;
}

/** Whether it failed because others had written meanwhile what it was about to write: it may be done again at once. */
export function overtaken(thrown: unknown): boolean {
	for (let at: unknown = thrown; at instanceof Error; at = at.cause)
		if ('code' in at && at.code === '40001') return true;
	return false;
}
