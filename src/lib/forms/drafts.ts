import type { ActionResult } from '@sveltejs/kit';
import type { FormValues } from './parse.ts';

/** What was typed and not yet acknowledged by the server, as it is kept on this device. */
export interface Draft {
	/** The version of the record that was being edited. */
	version: number;
	values: FormValues;
	/** What had been sent and was not answered: the server may have stored it, as the next version. */
	sent?: FormValues;
}

/** The part of `localStorage` that drafts need. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** Fields that belong to one opening of the form, not to what was typed. */
const PASSING = new Set(['version', 'intent', 'token', 'next']);

/** What stands in a form, without what belongs to this opening of it. */
export function valuesOf(form: FormData): FormValues {
	const values: FormValues = {};
	for (const name of new Set(form.keys())) {
		if (PASSING.has(name)) continue;
		const texts = form.getAll(name).filter((value) => typeof value === 'string');
		values[name] = texts.length > 1 ? texts : (texts[0] ?? '');
	}
	return values;
}

/** Whether two readings of a form hold the same text; a field that is absent is empty. */
export function sameValues(one: FormValues, other: FormValues): boolean {
	const text = (value: string | string[] | undefined) => JSON.stringify(value ?? '');
	return [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
		(name) => text(one[name]) === text(other[name])
	);
}

/** Keeps a draft. A full or forbidden storage is no reason to stop someone who writes. */
export function keepDraft(storage: DraftStorage, key: string, draft: Draft): boolean {
	try {
		storage.setItem(key, JSON.stringify(draft));
		return true;
	} catch {
		return false;
	}
}

/** The draft kept under a key; null when there is none that can be read. */
export function readDraft(storage: DraftStorage, key: string): Draft | null {
	try {
		const kept: unknown = JSON.parse(storage.getItem(key) ?? 'null');
		return isDraft(kept) ? kept : null;
	} catch {
		return null;
	}
}

function isDraft(kept: unknown): kept is Draft {
	if (typeof kept !== 'object' || kept === null) return false;
	const { version, values, sent } = kept as Partial<Draft>;
	return (
		typeof version === 'number' && areValues(values) && (sent === undefined || areValues(sent))
	);
}

const areValues = (values: unknown): values is FormValues =>
	typeof values === 'object' &&
	values !== null &&
	Object.values(values).every(
		(value) =>
			typeof value === 'string' ||
			(Array.isArray(value) && value.every((text) => typeof text === 'string'))
	);

/**
 * Whether a draft is written over what is stored now: over that very version, or over what the draft's own
 * page was sending when it went.
 */
export function isOverStored(draft: Draft, version: number, stored: FormValues): boolean {
	return draft.version === version || (!!draft.sent && sameValues(draft.sent, stored));
}

/** What became of an attempt to save. */
export type SaveOutcome =
	| { state: 'saved'; version: number }
	/** Something typed cannot be stored, such as half an address: the fields say what. */
	| { state: 'unfinished' }
	/** Someone else saved in between. */
	| { state: 'stale' }
	| { state: 'signed_out' }
	/** It can no longer be changed, or not by this person. */
	| { state: 'closed' }
	/** No answer: worth trying again. */
	| { state: 'offline' };

/** Reads the server's answer to a save. */
export function outcomeOf(result: ActionResult): SaveOutcome {
	if (result.type === 'success') {
		const version: unknown = result.data?.version;
		return typeof version === 'number' ? { state: 'saved', version } : { state: 'offline' };
	}
	// A save in place never leads elsewhere: only someone who is not signed in is sent away.
	if (result.type === 'redirect') return { state: 'signed_out' };
	if (result.type === 'error')
		return { state: (result.status ?? 500) >= 500 ? 'offline' : 'closed' };
	const refusal: unknown = result.data?.refusal;
	if (typeof refusal !== 'object' || refusal === null) return { state: 'unfinished' };
	return { state: 'reason' in refusal && refusal.reason === 'stale' ? 'stale' : 'closed' };
}

/** How long to wait before trying again, in milliseconds: two seconds, doubling to a minute. */
export function retryDelay(failures: number): number {
	return Math.min(60_000, 2000 * 2 ** Math.max(0, failures - 1));
}
