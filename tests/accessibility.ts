import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** The success criteria of WCAG 2.2 at A and AA that a program can check, and good practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with the rule, the element and the reason for each thing axe finds on the page. */
export async function expectAccessible(page: Page): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
	const found = violations.flatMap(({ id, nodes }) =>
		nodes.map((node) => `${id}: ${node.html}: ${node.failureSummary}`)
	);
	expect(found, `axe on ${page.url()}`).toEqual([]);
}
