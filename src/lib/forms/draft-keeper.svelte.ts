import { deserialize } from '$app/forms';
import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import { DraftPlace } from './draft-place.ts';
import {
	isOverStored,
	outcomeOf,
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
	/** Fields that only a button stores: what stands in them stays on the device when the rest is saved. */
	byButton?: RegExp;
	/** Told of what was found on this device. */
	onRestore?: (values: FormValues) => void;
}

/**
 * Saves a form while one writes: to this device at each keystroke, to the server when one pauses, leaves
 * a field, turns away or comes back. What the server has not acknowledged stays on the device, and is there
 * again when one opens the form anew.
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
	/** Whether what is typed is on this device too: it may be full, or refuse. */
	kept = $state(true);
	/** Whether the device has yet more that was typed into this form, in tabs that were closed. */
	more = $state(false);

	readonly #key: string;
	readonly #action: string;
	readonly #byButton: RegExp | undefined;
	readonly #onRestore: Options['onRestore'];
	#form: HTMLFormElement | undefined;
	#place: DraftPlace | undefined;
	#stored: FormValues = {};
	/** The version that the words were written over, which is older than `version` once overtaken. */
	#over = 0;
	/** What was sent and not answered. It is sent again before anything newer, which would not match if it had arrived. */
	#sent: FormValues | undefined;
	#failures = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running: Promise<void> | undefined;
	#held = false;

	constructor({ key, version, action, byButton, onRestore }: Options) {
		this.#key = key;
		this.#action = action;
		this.#byButton = byButton;
		this.#onRestore = onRestore;
		this.version = version;
		this.#over = version;
	}

	/** Put on the form: `{@attach keeper.attach}`. Runs once: what changes here later does not attach it anew. */
	readonly attach: Attachment<HTMLFormElement> = (form) => untrack(() => this.#watch(form));

	#watch(form: HTMLFormElement): () => void {
		const watching = new AbortController();
		const { signal } = watching;
		this.#form = form;
		// What was entered before this ran (`app.html` noted it) is no more stored than what comes after.
		this.#stored = form.hasAttribute('data-touched') ? {} : valuesOf(new FormData(form));
		// What a browser puts back by itself into a form that it has shown before would be taken for stored.
		form.autocomplete = 'off';
		void this.#open(form, signal);
		const flush = () => void this.save();
		form.addEventListener('input', () => this.#typed(), { signal });
		form.addEventListener('focusout', flush, { signal });
		document.addEventListener('visibilitychange', flush, { signal });
		window.addEventListener('focus', flush, { signal });
		window.addEventListener('online', flush, { signal });
		window.addEventListener('pagehide', () => this.#leave(), { signal });
		window.addEventListener('pageshow', ({ persisted }) => persisted && location.reload(), {
			signal
		});
		return () => {
			clearTimeout(this.#timer);
			watching.abort();
			this.#leave();
		};
	}

	/** What is here may be wiped from now on, or taken over by another page. */
	#leave(): void {
		this.#place?.leave();
		this.#place = undefined;
	}

	/** Takes a place on this device, and what was left there. */
	async #open(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
		const place = await DraftPlace.take(this.#key, localStorage).catch(() => undefined);
		if (signal.aborted) return place?.leave();
		this.#place = place;
		this.kept = place !== undefined;
		const touched = form.hasAttribute('data-touched');
		if (place) this.#restore(place, touched);
		if (touched) this.#typed();
	}

	#restore(place: DraftPlace, touched: boolean): void {
		const draft = place.read();
		if (draft && sameValues(draft.values, this.#stored)) place.clear();
		else if (draft && touched) place.putAside(this.#key);
		else if (draft) {
			this.restored = draft.values;
			this.#onRestore?.(draft.values);
			this.overtaken = !isOverStored(draft, this.version, this.#stored);
			if (this.overtaken) this.#over = draft.version;
			else this.#later(PAUSE);
		}
		this.more = place.more;
	}

	/** Waits until what was sent is answered, and holds further saves: the form itself is being sent. */
	async hold(): Promise<void> {
		await this.#running;
		if (this.#sent) await this.save();
		this.#held = true;
		clearTimeout(this.#timer);
	}

	/** The form came back: what it holds is saved again, and what is changed from now on. */
	release(): void {
		this.#held = false;
		this.#later(PAUSE);
	}

	/** The server has what the form held: nothing needs keeping. */
	acknowledge(): void {
		this.#place?.clear();
		this.#sent = undefined;
		this.restored = null;
		this.overtaken = false;
	}

	/** The form stays, stored as `version` with these values: what was typed since is saved next. */
	settle(version: number, stored: FormValues): void {
		this.#held = false;
		this.#saved(stored, version);
		this.state = 'saved';
		if (this.#form && !sameValues(valuesOf(new FormData(this.#form)), stored)) this.#typed();
	}

	/** The person has seen what someone else stored as `version`; the next save replaces it. */
	rebase(version: number): void {
		this.version = version;
		this.#sent = undefined;
		this.state = 'idle';
		this.overtaken = true;
	}

	/** What `SaveState` shows of it. */
	get shown() {
		const { state, savedAt, kept, more } = this;
		return { state, savedAt, kept, more, restored: this.restored !== null };
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

	#typed(): void {
		this.#keep();
		if (!this.#mustWait()) this.#later(PAUSE);
	}

	#keep(): void {
		if (!this.#form || !this.#place) return;
		const values = valuesOf(new FormData(this.#form));
		this.kept = this.#place.keep({ version: this.#over, values, sent: this.#sent });
	}

	/** Notes beside what is kept what became of it; what was wiped meanwhile, at signing out, stays so. */
	#keepAgain(): void {
		if (this.#place?.read()) this.#keep();
	}

	#later(delay: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.save(), delay);
	}

	async #send(form: HTMLFormElement): Promise<void> {
		const values = this.#sent ?? valuesOf(new FormData(form));
		if (sameValues(values, this.#stored)) return;
		this.#sent = values;
		this.#keepAgain();
		// What went wrong stands until it is known to be over: a reader of the screen hears it once.
		if (['idle', 'saved', 'unfinished'].includes(this.state)) this.state = 'saving';
		const outcome = await post(this.#action, values, this.version);
		this.state = outcome.state;
		if (outcome.state === 'offline') return this.#later(retryDelay(++this.#failures));
		this.#sent = undefined;
		this.#failures = 0;
		if (outcome.state === 'saved') this.#saved(values, outcome.version);
		if (!sameValues(valuesOf(new FormData(form)), values)) this.#typed();
		else if (outcome.state === 'saved' && !this.#holdsMore(values)) this.#place?.clear();
		else this.#keepAgain();
	}

	#holdsMore(values: FormValues): boolean {
		return Object.entries(values).some(
			([name, value]) => this.#byButton?.test(name) && value !== ''
		);
	}

	#saved(values: FormValues, version: number): void {
		this.#stored = values;
		this.version = version;
		this.#over = version;
		this.savedAt = Date.now();
	}
}

async function post(action: string, values: FormValues, version: number): Promise<SaveOutcome> {
	const texts = Object.entries(values).flatMap(([name, value]) =>
		[value].flat().map((text) => [name, text])
	);
	const encoded = new URLSearchParams([...texts, ['version', String(version)]]);
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
