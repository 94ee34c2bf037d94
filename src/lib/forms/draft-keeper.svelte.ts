import { deserialize } from '$app/forms';
import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import {
	keepDraft,
	outcomeOf,
	readDraft,
	retryDelay,
	sameValues,
	valuesOf,
	type SaveOutcome
} from './drafts.ts';
import type { FormValues } from './parse.ts';

/** How long after the last keystroke a form saves itself, in milliseconds. */
const PAUSE = 1000;

/** The longest body that a browser still sends after its page has gone, with room to spare, in bytes. */
const OUTLIVING = 60_000;

interface Options {
	/** Names the draft on this device: who writes, and what. */
	key: string;
	/** The version of the record that the form was opened with. */
	version: number;
	/** Where to save; its answer is `{ version }` in place, never a redirect. */
	action: string;
}

/**
 * Saves a form while one writes: to this device at each keystroke, to the server when one pauses, leaves
 * a field or turns away. What the server has not acknowledged stays on the device, and is there again
 * when one comes back.
 */
export class DraftKeeper {
	state = $state<'idle' | 'saving' | SaveOutcome['state']>('idle');
	/** When the server last acknowledged, in milliseconds since 1970, and the version that made. */
	savedAt = $state<number | null>(null);
	version = $state(0);
	/** What was found on this device when the form was opened. */
	restored = $state.raw<FormValues | null>(null);
	/** What was found was written over an older version than the one stored now: the person decides. */
	overtaken = $state(false);

	readonly #key: string;
	readonly #action: string;
	#form: HTMLFormElement | undefined;
	#stored: FormValues = {};
	#failures = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running: Promise<void> | undefined;
	#held = false;

	constructor({ key, version, action }: Options) {
		this.#key = key;
		this.#action = action;
		this.version = version;
	}

	/** Put on the form: `{@attach keeper.attach}`. Runs once: what changes here later does not attach it anew. */
	readonly attach: Attachment<HTMLFormElement> = (form) => untrack(() => this.#watch(form));

	#watch(form: HTMLFormElement): () => void {
		this.#form = form;
		// What was entered before this ran (`app.html` noted it) is no more stored than what comes after.
		const touched = form.hasAttribute('data-touched');
		this.#stored = touched ? {} : valuesOf(new FormData(form));
		this.#restore();
		if (touched && !this.restored) this.#typed();
		const flush = () => void this.save();
		const onHidden = () => document.visibilityState === 'hidden' && flush();
		const onInput = () => this.#typed();
		form.addEventListener('input', onInput);
		form.addEventListener('focusout', flush);
		document.addEventListener('visibilitychange', onHidden);
		window.addEventListener('online', flush);
		return () => {
			clearTimeout(this.#timer);
			form.removeEventListener('input', onInput);
			form.removeEventListener('focusout', flush);
			document.removeEventListener('visibilitychange', onHidden);
			window.removeEventListener('online', flush);
		};
	}

	/** Waits for a save that is under way, and holds further ones: the form itself is being sent. */
	async hold(): Promise<void> {
		this.#held = true;
		clearTimeout(this.#timer);
		await this.#running;
	}

	/** The form came back: what is changed from now on is saved again. */
	release(): void {
		this.#held = false;
	}

	/** The server has what the form held: nothing needs keeping. */
	acknowledge(): void {
		localStorage.removeItem(this.#key);
		this.restored = null;
		this.overtaken = false;
	}

	/** The person has seen what someone else stored as `version`; the next save replaces it. */
	rebase(version: number): void {
		this.version = version;
		this.state = 'idle';
		this.overtaken = true;
	}

	/** Saves to the server what has changed. Never throws; `state` says how it went. */
	async save(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#running || this.#held || !this.#form || this.#mustWait()) return this.#running;
		this.#running = this.#send(this.#form).finally(() => (this.#running = undefined));
		await this.#running;
	}

	#mustWait(): boolean {
		return this.overtaken || this.state === 'stale' || this.state === 'closed';
	}

	#restore(): void {
		const kept = readDraft(localStorage, this.#key);
		if (!kept) return;
		if (sameValues(kept.values, this.#stored)) return this.acknowledge();
		this.restored = kept.values;
		this.overtaken = kept.version !== this.version;
		if (!this.overtaken) this.#later(PAUSE);
	}

	#typed(): void {
		if (!this.#form) return;
		const values = valuesOf(new FormData(this.#form));
		// The version that was read, not one that someone else made: a reload must notice.
		if (!this.overtaken) keepDraft(localStorage, this.#key, { version: this.version, values });
		if (!this.#mustWait()) this.#later(PAUSE);
	}

	#later(delay: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.save(), delay);
	}

	async #send(form: HTMLFormElement): Promise<void> {
		const body = new FormData(form);
		const values = valuesOf(body);
		if (sameValues(values, this.#stored)) return;
		body.set('version', String(this.version));
		this.state = 'saving';
		const outcome = await post(this.#action, body);
		this.state = outcome.state;
		if (outcome.state === 'saved') this.#saved(values, outcome.version);
		else if (outcome.state === 'offline') this.#later(retryDelay(++this.#failures));
	}

	#saved(values: FormValues, version: number): void {
		this.#failures = 0;
		this.#stored = values;
		this.version = version;
		this.savedAt = Date.now();
		const now = this.#form ? valuesOf(new FormData(this.#form)) : values;
		if (sameValues(now, values)) localStorage.removeItem(this.#key);
		else this.#typed();
	}
}

async function post(action: string, body: FormData): Promise<SaveOutcome> {
	const encoded = new URLSearchParams([...body].map(([name, value]) => [name, String(value)]));
	try {
		const response = await fetch(action, {
			method: 'POST',
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
			body: encoded,
			// So that it arrives when the page is left meanwhile; browsers refuse that to anything longer.
			keepalive: encoded.toString().length < OUTLIVING
		});
		return outcomeOf(deserialize(await response.text()));
	} catch {
		return { state: 'offline' };
	}
}
