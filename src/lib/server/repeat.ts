import { log } from './log.ts';
import { loggable } from './loggable.ts';

/**
 * Does a piece of work now and again and again, `pause` milliseconds after it ended, for as long as the
 * process runs. A failure is logged, and the next round tries anew.
 */
export function repeat(name: string, pause: number, work: () => Promise<unknown>): void {
	const round = async () => {
		await work().catch((error: unknown) =>
			log().error({ error: loggable(error) }, `${name} failed`)
		);
		setTimeout(() => void round(), pause).unref();
	};
	void round();
}
