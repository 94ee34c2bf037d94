import { fork } from 'node:child_process';
import { atExit } from '../../scripts/testing/at-exit.ts';

/** A program beside the benchmark, so that measuring does not share a thread with what is measured. */
export interface Child {
	ask<Answer>(question: unknown): Promise<Answer>;
	stop(): void;
}

interface Said {
	number: number;
	answer?: unknown;
	failed?: string;
}

/** Starts one of the programs of this directory, which answers with `answering`. */
export function startChild(name: 'loader' | 'plain' | 'proxy'): Child {
	const child = fork(new URL(`./${name}.ts`, import.meta.url), {
		execArgv: ['--import', 'tsx'],
		serialization: 'advanced'
	});
	const waiting = new Map<number, (said: Said) => void>();
	let asked = 0;
	child.on('message', (said: Said) => waiting.get(said.number)?.(said));
	child.on('exit', () => {
		for (const [number, tell] of waiting) tell({ number, failed: `${name} ended` });
	});
	const stop = () => void child.kill('SIGKILL');
	const forget = atExit(stop);
	return {
		ask: <Answer>(question: unknown) =>
			new Promise<Answer>((resolve, reject) => {
				const number = ++asked;
				waiting.set(number, ({ answer, failed }) => {
					waiting.delete(number);
					if (failed === undefined) resolve(answer as Answer);
					else reject(new Error(failed));
				});
				child.send({ number, question });
			}),
		stop: () => {
			forget();
			stop();
		}
	};
}

/** In such a program: answers whatever it is asked. */
export function answering<Question>(answer: (question: Question) => Promise<unknown>): void {
	process.on('message', ({ number, question }: { number: number; question: Question }) => {
		answer(question).then(
			(given) => process.send?.({ number, answer: given }),
			(error: unknown) => process.send?.({ number, failed: String(error) })
		);
	});
	process.on('disconnect', () => process.exit());
}
