import { deserialize } from '$app/forms';
import type { Attachment } from 'svelte/attachments';
import type { SummaryContent } from '#lib/summaries/content.ts';

export type Previewed = Record<'en' | 'fr', SummaryContent>;

/** How long after the last keystroke the preview is asked for anew, in milliseconds. */
const PAUSE = 700;

/** How the text will read, as the server renders it: asked for again when one pauses, while it is open. */
export class LivePreview {
	shown = $state.raw<Previewed | null>(null);
	isLive = $state(false);
	isScripted = $state(false);
	/** The server did not give one for what stands in the form now. */
	waits = $state(false);

	#form: HTMLFormElement | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** Which request is the latest: an answer that was overtaken is dropped. */
	#asked = 0;

	constructor(shown: Previewed | null) {
		this.shown = shown;
	}

	readonly attach: Attachment<HTMLFormElement> = (form) => {
		this.#form = form;
		this.isScripted = true;
		const later = () => {
			clearTimeout(this.#timer);
			if (this.isLive) this.#timer = setTimeout(() => void this.#ask(), PAUSE);
		};
		form.addEventListener('input', later);
		return () => {
			clearTimeout(this.#timer);
			form.removeEventListener('input', later);
		};
	};

	/** In place of sending the form. */
	readonly toggle = (event: Event): void => {
		event.preventDefault();
		this.isLive = !this.isLive;
		if (this.isLive) void this.#ask();
		else this.shown = null;
	};

	async #ask(): Promise<void> {
		if (!this.#form) return;
		const asked = ++this.#asked;
		const shown = await answer(this.#form);
		if (asked !== this.#asked || !this.isLive) return;
		this.waits = shown === null;
		this.shown = shown ?? this.shown;
	}
}

async function answer(form: HTMLFormElement): Promise<Previewed | null> {
	try {
		const response = await fetch('?/preview', {
			method: 'POST',
			headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
			body: new FormData(form)
		});
		const result = deserialize<{ preview: Previewed }, Record<string, unknown>>(
			await response.text()
		);
		return result.type === 'success' ? (result.data?.preview ?? null) : null;
	} catch {
		return null;
	}
}
