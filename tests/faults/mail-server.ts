import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server that can be stopped, fall silent, and come back on the same port. */
export interface MailServer {
	url: string;
	/** All that it took, in order. */
	taken: ParsedMail[];
	/** Nobody listens any more. */
	stop(): Promise<void>;
	/** Connections are taken, and nothing is ever said on them. */
	silence(): Promise<void>;
	start(): Promise<void>;
}

/** Starts one. It takes everything that it is sent. */
export async function startMailServer(): Promise<MailServer> {
	const taken: ParsedMail[] = [];
	let port = 0;
	let stop = () => Promise.resolve();

	const start = async () => {
		const server = new SMTPServer({
			authOptional: true,
			disabledCommands: ['STARTTLS'],
			closeTimeout: 100,
			onData(stream, _, done) {
				simpleParser(stream)
					.then((mail) => {
						taken.push(mail);
						done();
					})
					.catch(done);
			}
		});
		server.on('error', () => {});
		await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
		port = (server.server.address() as AddressInfo).port;
		stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
	};
	const silence = async () => {
		const held = new Set<Socket>();
		const server: Server = createServer((socket) => {
			held.add(socket);
			socket.on('error', () => {});
		});
		await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
		stop = () => {
			held.forEach((socket) => socket.destroy());
			return new Promise<void>((resolve) => server.close(() => resolve()));
		};
	};
	await start();
	return { url: `smtp://127.0.0.1:${port}`, taken, stop: () => stop(), silence, start };
}
