interface Drawing {
	update: () => void;
	destroy: () => void;
}

const CHANGES = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(max-width: 40rem)'];

/** Draws, and draws again when the page's colours change. Gives back what takes the drawing away. */
export function redrawn(draw: () => Drawing): () => void {
	let drawing = draw();
	const redraw = () => {
		drawing.destroy();
		drawing = draw();
	};
	const watched = CHANGES.map((query) => matchMedia(query));
	for (const query of watched) query.addEventListener('change', redraw);
	// Text measured before the page's typeface has arrived would not fit.
	if (document.fonts.status === 'loading') void document.fonts.ready.then(() => drawing.update());
	return () => {
		for (const query of watched) query.removeEventListener('change', redraw);
		drawing.destroy();
	};
}
