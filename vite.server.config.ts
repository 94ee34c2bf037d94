import { defineConfig } from 'vite';

/** The second half of the build: our own server, put beside the handler that the first half made. */
export default defineConfig({
	publicDir: false,
	build: {
		ssr: 'src/server/main.ts',
		outDir: 'build',
		emptyOutDir: false,
		target: 'node20',
		rollupOptions: { output: { entryFileNames: 'main.js', chunkFileNames: '[name].js' } }
	}
});
