import { afterEach, beforeEach, expect, vi } from 'vitest';

/** What a unit writes to console.error is a fault that nobody looked at. */
beforeEach(() => {
	vi.spyOn(console, 'error');
});

afterEach(() => {
	expect(console.error).not.toHaveBeenCalled();
	vi.restoreAllMocks();
});
