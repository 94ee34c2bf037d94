/**
 * The colours of the page in the light, which a picture in a document keeps: a drawing that stands alone has
 * no style sheet. Tested to be those of `src/lib/ui/styles/tokens.css`.
 */
export const LIGHT = {
	'--paper': '#fff',
	'--sunken': '#e8edf0',
	'--ink': '#15222b',
	'--ink-soft': '#4a5a66',
	'--line': '#d2dbe0',
	'--line-strong': '#6b7b87',
	'--info': '#0b4f6c',
	'--info-soft': '#e3eff4',
	'--good': '#1a6840',
	'--good-soft': '#e3f2e9',
	'--warn-soft': '#fbf0dc',
	'--bad': '#a3211b',
	'--rating-0': '#eaf1f4',
	'--rating-1': '#c0dbe5',
	'--rating-2': '#86bacd',
	'--rating-3': '#2f7895',
	'--rating-4': '#0a455f',
	'--rating-0-ink': '#15222b',
	'--rating-1-ink': '#15222b',
	'--rating-2-ink': '#15222b',
	'--rating-3-ink': '#fff',
	'--rating-4-ink': '#fff',
	'--rating-edge': '#6b8a98',
	'--rating-texture': '#9fb0ba',
	'--series-1': '#0b4f6c',
	'--series-2': '#b45309',
	'--series-3': '#4c7a34',
	'--series-4': '#7a3e8c',
	'--series-5': '#5b6770'
} as const;

/** The colour that a custom property of the page has in the light. */
export const colourOf = (name: keyof typeof LIGHT): string => LIGHT[name];
