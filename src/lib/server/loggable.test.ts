import { DrizzleQueryError } from 'drizzle-orm/errors';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { loggable } from './loggable.ts';

/** What somebody wrote in confidence, made to look like a place in the code. */
const MARKER = 'WRITTEN-IN-CONFIDENCE\n    at WRITTEN-IN-CONFIDENCE (/where/we/live.ts:1:1)';

/** The line that the log writes. */
function logged(thrown: unknown): string {
	let line = '';
	pino({ base: undefined }, { write: (text) => (line += text) }).error({ error: loggable(thrown) });
	return line;
}

it('says what the database refused and where, and not which words it was given', () => {
	const cause = Object.assign(new Error('duplicate key value violates unique constraint'), {
		code: '23505',
		constraint: 'said_once',
		detail: `Key (words)=(${MARKER}) already exists.`
	});
	const thrown = new DrizzleQueryError('insert into said values ($1)', [MARKER], cause);
	expect(thrown.stack).toContain('WRITTEN-IN-CONFIDENCE');
	const line = logged(thrown);
	expect(line).not.toContain('WRITTEN-IN-CONFIDENCE');
	expect(line).not.toContain('insert into');
	expect(JSON.parse(line)).toMatchObject({
		error: { name: 'DrizzleQueryError', code: '23505', constraint: 'said_once' }
	});
	expect(loggable(thrown).at[0]).toMatch(/^at .*loggable\.test\.ts:\d+:\d+/);
});

it('keeps out whatever an error was given for a name, a code or a stack', () => {
	const thrown = Object.assign(new Error(MARKER), { name: MARKER, code: MARKER });
	thrown.stack = `Error: another message\n    at ${MARKER}`;
	expect(logged(thrown)).not.toContain('WRITTEN-IN-CONFIDENCE');
	expect(loggable(thrown)).toEqual({ name: 'Error', at: [] });
	expect(loggable(MARKER)).toEqual({ name: 'unknown', at: [] });
});

it('says how a connection was lost, which has no code, and not what was asked on it', () => {
	const cause = new Error('Connection terminated unexpectedly');
	const thrown = new DrizzleQueryError('select $1', [MARKER], cause);
	expect(JSON.parse(logged(thrown))).toMatchObject({ error: { lost: 'Connection terminated' } });
	expect(logged(thrown)).not.toContain('WRITTEN-IN-CONFIDENCE');
});
