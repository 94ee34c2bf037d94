import { expect, type JSHandle, type Page } from '@playwright/test';
import type { Chart } from 'chart.js';

/**
 * The first chart of the page as Chart.js holds it, once it is drawn: found by its canvas in the registry of the
 * module that the page itself has loaded.
 */
export async function chartOn(page: Page): Promise<JSHandle<Chart>> {
	const canvas = page.locator('figure canvas').first();
	await canvas.scrollIntoViewIfNeeded();
	const find = () =>
		canvas.evaluateHandle(async (element) => {
			const loaded = performance
				.getEntriesByType('resource')
				.filter(({ name }) => new URL(name).pathname.endsWith('.js'))
				.map(({ name }) => import(name) as Promise<Record<string, unknown>>);
			const found = (await Promise.all(loaded))
				.flatMap((module) => Object.values(module))
				.find((one) => typeof one === 'function' && 'getChart' in one);
			return (found as typeof Chart | undefined)?.getChart(element as HTMLCanvasElement) ?? null;
		});
	await expect.poll(async () => (await find()).evaluate((chart) => chart !== null)).toBe(true);
	return (await find()) as JSHandle<Chart>;
}

/** The numbers that it was given: for each label, one of each series. */
export async function numbersOn(page: Page): Promise<(number | null)[][]> {
	const chart = await chartOn(page);
	return chart.evaluate(({ data: { labels = [], datasets } }) =>
		labels.map((_, at) => datasets.map(({ data }) => data[at] as number | null))
	);
}

/** What a map says of each place when it is pointed at. */
export async function wordsOn(page: Page): Promise<Map<string, string>> {
	const chart = await chartOn(page);
	const words = await chart.evaluate(({ config, data: { datasets } }) => {
		const { title, label } = config.options?.plugins?.tooltip?.callbacks as Record<
			'title' | 'label',
			(item: unknown) => string
		>;
		const places = datasets[0]?.data ?? [];
		return places.map((_, dataIndex): [string, string] => [
			title([{ dataIndex }]),
			label({ dataIndex })
		]);
	});
	return new Map(words);
}
