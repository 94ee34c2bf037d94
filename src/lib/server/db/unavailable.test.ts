import { describe, expect, it } from 'vitest';
import { absenceIn, lostAs, Unavailable } from './unavailable.ts';

const coded = (code: string) => Object.assign(new Error('of the database'), { code });

describe('what an error says of the database', () => {
	it.each(['57P01', '57P02', '57P03', '08006', '53300', '57014', 'ECONNREFUSED', 'ECONNRESET'])(
		'%s: it is away',
		(code) => expect(absenceIn(coded(code))).toBe('away')
	);
	it.each(['25006', '53100'])('%s: it takes no changes', (code) =>
		expect(absenceIn(coded(code))).toBe('read_only')
	);
	it.each(['23505', '42501', '40001', '22P02', 'ENOENT'])('%s: nothing', (code) =>
		expect(absenceIn(coded(code))).toBeUndefined()
	);
	it.each([
		'Connection terminated unexpectedly',
		'timeout exceeded when trying to connect',
		'Client has encountered a connection error and is not queryable'
	])('“%s”: it is away', (message) => expect(absenceIn(new Error(message))).toBe('away'));

	it('tells the log how a connection was lost, and nothing of what was asked on it', () => {
		const lost = new Error('Connection terminated unexpectedly');
		expect(lostAs(new Error('Failed query: select 1', { cause: lost }))).toBe(
			'Connection terminated'
		);
		expect(lostAs(coded('57P01'))).toBeUndefined();
	});

	it('looks at what led to it, and at each address that was tried', () => {
		const wrapped = new Error('Failed query: select 1', { cause: coded('57P01') });
		expect(absenceIn(wrapped)).toBe('away');
		expect(absenceIn(new AggregateError([coded('ECONNREFUSED')]))).toBe('away');
		expect(absenceIn(new Unavailable('read_only', wrapped))).toBe('read_only');
		expect(absenceIn('ECONNREFUSED')).toBeUndefined();
	});
});
