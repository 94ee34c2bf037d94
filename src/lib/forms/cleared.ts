/**
 * Whether a text area that came with a text was cleared by its reader before the scripts came: the framework keeps
 * what was typed by then, but writes back what was taken away. Asked before it takes the area over; one that it has
 * made itself has no text of its own to begin with.
 */
export function wasCleared(id: string): boolean {
	if (typeof document === 'undefined') return false;
	const area = document.getElementById(id);
	return area instanceof HTMLTextAreaElement && area.defaultValue !== '' && area.value === '';
}
