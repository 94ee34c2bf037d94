// All the script of pages that anyone reads: a part of it is fetched by those pages alone that have something for it.

const all = <E extends Element>(selector: string): E[] => [
	...document.querySelectorAll<E>(selector)
];

/** Where a part does not arrive, the page says and does the same without it. */
async function bringToLife<E extends Element>(
	selector: string,
	part: () => Promise<(element: E) => void>
): Promise<void> {
	const elements = all<E>(selector);
	if (!elements.length) return;
	const bring = await part();
	for (const element of elements) bring(element);
}

const parts = [
	bringToLife<HTMLCanvasElement>(
		'canvas[data-drawn]',
		async () => (await import('./charts.client.ts')).chart
	),
	bringToLife<HTMLTableElement>(
		'table[data-grid]',
		async () => (await import('#lib/ui/grid-keys.ts')).gridKeys
	),
	bringToLife<HTMLAnchorElement>(
		'a[data-exit]',
		async () => (await import('./exit.client.ts')).exit
	),
	bringToLife<HTMLButtonElement>(
		'button[data-picture]',
		async () => (await import('./picture.client.ts')).picture
	)
];
for (const part of parts) part.catch(() => {});
