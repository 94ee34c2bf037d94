import { describe, expect, it } from 'vitest';
import { lastDayOfReply, mayPublish, wasSilent } from './finding-rules.ts';

const asked = (state: 'awaiting_reply' | 'published' | 'dropped') => ({
	state,
	replyUntil: '2026-12-10'
});

describe('the right of reply', () => {
	it('ends after its last day, or with the reply', () => {
		expect(mayPublish(asked('awaiting_reply'), false, '2026-12-10')).toBe(false);
		expect(mayPublish(asked('awaiting_reply'), false, '2026-12-11')).toBe(true);
		expect(mayPublish(asked('awaiting_reply'), true, '2026-12-01')).toBe(true);
		expect(mayPublish(asked('dropped'), true, '2026-12-11')).toBe(false);
		expect(mayPublish(asked('published'), true, '2026-12-11')).toBe(false);
	});

	it('says that a company was silent only where it was asked', () => {
		expect(wasSilent(asked('published'), null)).toBe(true);
		expect(wasSilent(asked('published'), '2026-12-10')).toBe(false);
		expect(wasSilent(asked('published'), '2026-12-11')).toBe(true);
		expect(wasSilent({ state: 'published', replyUntil: null }, null)).toBe(false);
		expect(wasSilent(asked('awaiting_reply'), null)).toBe(false);
	});

	it('counts days over the end of a month and of a year', () => {
		expect(lastDayOfReply('2026-11-25', 14)).toBe('2026-12-09');
		expect(lastDayOfReply('2026-12-25', 7)).toBe('2027-01-01');
	});
});
