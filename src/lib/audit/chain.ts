import { createHash } from 'node:crypto';

/** An entry of the log as the database holds it. */
export interface ChainEntry {
	seq: number;
	at: Date;
	actorId: string | null;
	organisationId: string | null;
	event: string;
	subjectType: string;
	subjectId: string;
	detail: string;
	prev: string;
	hash: string;
}

/** The last entry of the chain at some time: it stands for all entries up to it. */
export interface Head {
	seq: number;
	hash: string;
}

/** The hash before the first entry. */
export const START = '0'.repeat(64);

/** What is wrong with an entry: it is another than was recorded, or not the one that followed the one before. */
export interface Break {
	seq: number;
	what: 'altered' | 'missing_before' | 'not_chained';
}

/**
 * The hash of an entry, computed here once more and not by the database's own function, which whoever alters
 * entries may have altered too: SHA-256 over its fields, each preceded by its length in characters.
 */
export function hashOf(entry: ChainEntry): string {
	const fields = [
		entry.prev,
		String(entry.seq),
		entry.at.toISOString(),
		entry.actorId ?? '',
		entry.organisationId ?? '',
		entry.event,
		entry.subjectType,
		entry.subjectId,
		entry.detail
	];
	const text = fields.map((field) => `${[...field].length}:${field}`).join('|');
	return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Follows a chain entry by entry, in the order of their numbers, and keeps what is wrong with it. */
export class ChainCheck {
	readonly breaks: Break[] = [];
	head: Head = { seq: 0, hash: START };
	#awaited: Map<number, string>;

	/** `heads`: what the head was at earlier times; each must still be in the chain. */
	constructor(heads: readonly Head[] = []) {
		this.#awaited = new Map(heads.map(({ seq, hash }) => [seq, hash]));
	}

	follow(entry: ChainEntry): void {
		const { seq, prev, hash } = entry;
		if (seq !== this.head.seq + 1) this.breaks.push({ seq, what: 'missing_before' });
		else if (prev !== this.head.hash) this.breaks.push({ seq, what: 'not_chained' });
		if (hashOf(entry) !== hash) this.breaks.push({ seq, what: 'altered' });
		if (this.#awaited.get(seq) === hash) this.#awaited.delete(seq);
		this.head = { seq, hash };
	}

	/** Earlier heads that the chain no longer leads to: entries were cut off its end, or all of it was made anew. */
	get lost(): Head[] {
		return [...this.#awaited]
			.map(([seq, hash]) => ({ seq, hash }))
			.filter(({ seq, hash }) => seq > 0 || hash !== START);
	}
}

/** A head as a line of a file, and back; lines that are none are left out. */
export const writeHead = ({ seq, hash }: Head, at: Date): string =>
	`${at.toISOString()} ${seq} ${hash}\n`;
export const readHeads = (lines: string): Head[] =>
	[...lines.matchAll(/^\S+ (\d+) ([0-9a-f]{64})$/gm)].map(([, seq, hash = '']) => ({
		seq: Number(seq),
		hash
	}));
