import { expect, type Page } from '@playwright/test';
import axe, { type Result } from 'axe-core';

/** The success criteria of WCAG 2.2 at A and AA that a program can check, and good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * Fails with the rule, the element and the reason for each thing axe finds on the page. It runs in the page
 * itself, which has no frames: the package that goes through frames opens a second page for each check and
 * takes three times as long.
 */
export async function expectAccessible(page: Page): Promise<void> {
	expect(page.frames(), 'frames, which are not looked into').toHaveLength(1);
	const isThere = await page.evaluate(() => 'axe' in window);
	if (!isThere) await page.evaluate(axe.source);
	const violations = await page.evaluate(async (values): Promise<Result[]> => {
		const { axe: inPage } = window as unknown as { axe: typeof axe };
		const results = await inPage.run(document, {
			runOnly: { type: 'tag', values },
			resultTypes: ['violations']
		});
		return results.violations;
	}, RULES);
	const found = violations.flatMap(({ id, nodes }) =>
		nodes.map((node) => `${id}: ${node.html}: ${node.failureSummary}`)
	);
	expect(found, `axe on ${page.url()}`).toEqual([]);
}
