import { pino } from 'pino';
import { env } from './env.ts';

let logger: ReturnType<typeof pino> | undefined;

/**
 * The process's log: JSON lines on standard output. Never give it a person's data, a text or a token; an error only
 * as `loggable` says it.
 */
export function log() {
	return (logger ??= pino({ level: env().LOG_LEVEL, base: undefined }));
}
