import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { paraglideOptions } from './paraglide.config.ts';

export default defineConfig({
	plugins: [paraglideVitePlugin(paraglideOptions), sveltekit()],
	css: {
		postcss: {
			plugins: [
				{
					// A typeface that comes late is used from the next page on: a text that is being read does not jump.
					postcssPlugin: 'typefaces-late',
					Declaration: {
						'font-display': (declaration) => {
							if (declaration.value === 'swap') declaration.value = 'optional';
						}
					}
				}
			]
		}
	},
	build: { target: 'es2022' },
	// The script of public pages, whose parts are fetched one by one.
	worker: { format: 'es' }
});
