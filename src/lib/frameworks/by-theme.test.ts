import { describe, expect, it } from 'vitest';
import { byTheme } from './by-theme.ts';

const theme = (number: number) => ({ number, en: `Theme ${number}`, fr: `Thème ${number}` });

describe('byTheme', () => {
	it('gathers principles under their themes and keeps the order', () => {
		const groups = byTheme([
			{ number: 1, theme: theme(1) },
			{ number: 2, theme: theme(1) },
			{ number: 3, theme: theme(2) },
			{ number: 4, theme: null }
		]);
		expect(
			groups.map(({ theme, principles }) => [
				theme?.number ?? null,
				principles.map(({ number }) => number)
			])
		).toEqual([
			[1, [1, 2]],
			[2, [3]],
			[null, [4]]
		]);
	});
});
