import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Stands in front of a server as an operator's proxy does: ends TLS on this port of the machine itself, with a
 * certificate of its own making, and says where a request came from. Returns what ends it.
 */
export async function startTls(port: number, to: number): Promise<() => Promise<void>> {
	const proxy = createServer(selfSigned(), (from, answer) => {
		const headers = { ...from.headers, 'x-forwarded-for': from.socket.remoteAddress };
		const forwarded = request(
			{ host: '127.0.0.1', port: to, path: from.url, method: from.method, headers },
			(given) => {
				answer.writeHead(given.statusCode ?? 502, given.headers);
				given.pipe(answer);
			}
		);
		forwarded.on('error', () => answer.destroy());
		from.pipe(forwarded);
	});
	await new Promise<void>((resolve) => proxy.listen(port, '127.0.0.1', resolve));
	return () =>
		new Promise((resolve) => {
			proxy.close(() => resolve());
			proxy.closeAllConnections();
		});
}

function selfSigned(): { key: Buffer; cert: Buffer } {
	const directory = mkdtempSync(join(tmpdir(), 'concord-tls-'));
	const [key, cert] = [join(directory, 'key.pem'), join(directory, 'cert.pem')];
	const made = `req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=127.0.0.1 -keyout ${key} -out ${cert}`;
	execFileSync('openssl', made.split(' '), { stdio: 'ignore' });
	const read = { key: readFileSync(key), cert: readFileSync(cert) };
	rmSync(directory, { recursive: true });
	return read;
}
