import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusePipelining } from './pipelining.ts';

const open: ServerResponse[] = [];
let served = 0;
const server = createServer(
	refusePipelining((request, response) => {
		served += 1;
		if (request.url === '/waits') open.push(response);
		else response.end('answer');
	})
);
let port: number;
beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	port = (server.address() as AddressInfo).port;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

/** Sends all this at once; gives what came back until the connection ended, or the last was answered. */
function sent(path: string, times: number): Promise<{ answers: number; cut: boolean }> {
	const socket = connect(port, '127.0.0.1');
	let read = '';
	const answers = () => read.split('HTTP/1.1 200').length - 1;
	return new Promise((resolve) => {
		socket.on('error', () => {});
		socket.on('close', () => resolve({ answers: answers(), cut: true }));
		socket.on('data', (chunk) => {
			read += String(chunk);
			if (answers() < times) return;
			resolve({ answers: answers(), cut: false });
			socket.end();
		});
		socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\n\r\n`.repeat(times));
	});
}

describe('many requests at once on one connection', () => {
	it('are answered up to four', async () => {
		expect(await sent('/', 4)).toEqual({ answers: 4, cut: false });
	});

	it('end it beyond, and no more than four are begun', async () => {
		served = 0;
		expect(await sent('/waits', 1000)).toEqual({ answers: 0, cut: true });
		expect(served).toBe(4);
	});

	it('are no matter one after the other', async () => {
		for (let number = 0; number < 10; number += 1) {
			const answer = await fetch(`http://127.0.0.1:${port}/`);
			expect(await answer.text()).toBe('answer');
		}
	});
});
