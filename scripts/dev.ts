// `npm run dev`: the same environment as `npm start`, with Vite's development server in front.
import { createServer } from 'vite';
import { closeDatabase } from '#lib/server/db/index.ts';
import { settleEnvironment } from '../src/server/environment.ts';

try {
	const { HOST, PORT } = settleEnvironment();
	const server = await createServer({ server: { host: HOST, port: PORT, strictPort: true } });
	await server.listen();
	server.printUrls();
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => {
			void server
				.close()
				.then(closeDatabase)
				.finally(() => process.exit());
		});
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exit(1);
}
