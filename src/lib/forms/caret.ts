import type { Attachment } from 'svelte/attachments';

/**
 * Keeps the caret, or what is selected, where it is in a field that its reader is in when the framework takes it over:
 * it writes the text anew, and that puts the caret at its end. Asked before; put on the field. A field whose kind has
 * no place for a caret that could be asked for, such as one for addresses of mail, is left alone.
 */
export function keptCaret(id: string): Attachment<HTMLInputElement | HTMLTextAreaElement> {
	if (typeof document === 'undefined') return () => {};
	const field = document.activeElement;
	const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
	if (!isText || field.id !== id || field.selectionStart === null) return () => {};
	const { selectionStart, selectionEnd, selectionDirection } = field;
	return (taken) => {
		if (taken === field)
			queueMicrotask(() => {
				field.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? undefined);
			});
	};
}
