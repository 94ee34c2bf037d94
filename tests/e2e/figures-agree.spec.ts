import { readXlsx } from 'hucre/xlsx';
import type { APIRequestContext, Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { FUNDING_STAGES } from '#lib/commitments/vocabulary.ts';
import { COMPARED_TREATIES, STATUS_ORDER } from '#lib/comparison/vocabulary.ts';
import { statusWords } from '#lib/comparison/labels.ts';
import { decimalOf, formatMoney, formatNumber, formatPartialDate } from '#lib/i18n/format.ts';
import { numbersOn } from '../chart.ts';
import { expect, test } from '../fixtures.ts';

type Row = Record<string, string>;

/** The card of a view, its files in these columns, each as text, and what its picture names. */
async function readAll(
	{ page, request }: { page: Page; request: APIRequestContext },
	address: string,
	columns: readonly string[]
) {
	await page.goto(`/en/figures/${address}`);
	const get = async (name: string | RegExp) =>
		request.get((await page.getByRole('link', { name }).getAttribute('href')) ?? '');
	const csv = parse<Row>(await (await get('The rows of the table as CSV')).text(), {
		columns: true
	});
	const { data } = (await (await get('The rows of the table as JSON')).json()) as {
		data: Record<string, unknown>[];
	};
	const book = await readXlsx(
		new Uint8Array(await (await get('The rows of the table as XLSX')).body())
	);
	const [head = [], ...rows] = book.sheets[0]?.rows ?? [];
	const picture = await get('Picture as SVG, with title, source and day');
	const svg = await picture.text();
	const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));
	const files = csv.map((row) => columns.map((column) => row[column]));
	expect(rows.map((row) => columns.map((column) => text(row[head.indexOf(column)])))).toEqual(
		files
	);
	expect(data.map((row) => columns.map((column) => text(valueIn(row, column))))).toEqual(files);
	// Long lines are broken between words.
	const written = svg.replace(/<\/text><text [^>]*>/g, ' ');
	for (const words of ['Source: ', ' As of ', 'Concord, http']) expect(written).toContain(words);
	return {
		csv,
		drawn: [...svg.matchAll(/<title>([^<]*)<\/title>/g)].map(([, said = '']) =>
			said.replaceAll('&amp;', '&')
		),
		written
	};
}

/** A column of a file within a record: “crc_date” is the date of “crc”. */
function valueIn(row: Record<string, unknown>, column: string): unknown {
	if (column in row) return row[column];
	const name = Object.keys(row).find((key) => column.startsWith(`${key}_`));
	const within = name === undefined ? null : row[name];
	return within && typeof within === 'object'
		? valueIn(within as Record<string, unknown>, column.slice((name ?? '').length + 1))
		: null;
}

/** Cells of the rows of a table, or of a grid as scripts make it; lines that are only read out are in them. */
const cellsOf = (page: Page, nth = 0) =>
	page
		.locator('table')
		.nth(nth)
		.locator('tbody tr')
		.evaluateAll((rows) =>
			rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim()))
		);

const STATES: Record<string, string> = {
	'Not applicable': 'not_applicable',
	'Not public': 'not_public',
	'Not answered': 'not_answered'
};
/** A rating or a state as a file calls it, from the words of a mark. */
const standingIn = (said = '') =>
	/^\d/.exec(said)?.[0] ??
	Object.entries(STATES).find(([words]) => said.includes(words))?.[1] ??
	said;

test('the matrix says the same on its page, its card, in its files and its picture', async ({
	page,
	request
}) => {
	const address = 'companies?cycle=2024&samples=yes';
	const columns = Array.from({ length: 11 }, (_, at) => `principle_${at + 1}`);
	const { csv, drawn } = await readAll({ page, request }, address, ['company', ...columns]);
	const rated = csv.filter(({ assessment }) => assessment === 'published');
	expect(rated.length).toBeGreaterThan(5);
	const expected = rated.map((row) => columns.map((column) => row[column]));
	const shown = async () =>
		(await cellsOf(page)).flatMap((cells) =>
			cells.length === 12 ? [cells.slice(1).map(standingIn)] : []
		);
	expect(await shown()).toEqual(expected);
	expect(drawn.map((said) => standingIn(said.split(/ – \d+: /)[1]))).toEqual(expected.flat());
	await page.goto(`/en/compare/${address}`);
	expect(await shown()).toEqual(expected);
});

for (const currency of [undefined, 'CAD'] as const)
	test(`money says the same on its card, in its files, its chart and its picture (${currency ?? 'its own currency'})`, async ({
		page,
		request
	}) => {
		const asked = currency ? `&currency=${currency}` : '';
		const column = currency ? 'converted_minor_units' : 'amount_minor_units';
		const { csv, drawn, written } = await readAll(
			{ page, request },
			`countries?view=funding&country=GB${asked}`,
			['country', 'year', 'period', 'stage', 'currency', 'lines', column]
		);
		expect(csv.length).toBeGreaterThan(1);
		const unit = currency ?? 'GBP';
		const sums = new Map<string, bigint>();
		for (const row of csv.toSorted((a, b) => (a.year ?? '').localeCompare(b.year ?? ''))) {
			const key = `${row.year} – ${row.stage}`;
			sums.set(key, (sums.get(key) ?? 0n) + BigInt(row[column] ?? ''));
		}
		const amount = (minor: bigint) => formatNumber(Number(decimalOf(minor, unit)), 'en', 2);
		expect(drawn.map((said) => said.toLowerCase())).toEqual(
			[...sums].map(([key, sum]) => `${key}: ${amount(sum)}`)
		);
		const given = (await numbersOn(page)).flat().filter((value) => value !== null);
		expect(given).toEqual([...sums.values()].map((minor) => Number(decimalOf(minor, unit))));
		const years = await cellsOf(page, 0);
		for (const [key, sum] of sums) {
			const [year = '', stage = ''] = key.split(' – ');
			const own = years.find(([first]) => first === year);
			expect(own?.[1 + FUNDING_STAGES.findIndex((one) => one === stage)]).toBe(amount(sum));
		}
		const lines = await cellsOf(page, 1);
		expect(lines.map((cells) => cells.at(-1))).toEqual(
			csv.map((row) => formatMoney(BigInt(row[column] ?? ''), unit, 'en'))
		);
		if (currency) expect(written).toContain('Unverified rates');
	});

test('published figures say the same on their card, in their files and their picture', async ({
	page,
	request
}) => {
	const { csv, drawn, written } = await readAll({ page, request }, 'indicators?company=google', [
		'series',
		'period',
		'value',
		'certainty'
	]);
	const values = csv.filter(({ reported }) => reported === 'yes');
	expect(values.length).toBeGreaterThan(10);
	const said = values.map(
		({ period = '', value }) =>
			`${formatPartialDate(period, 'en')}: ${formatNumber(Number(value), 'en', 2)}`
	);
	expect(drawn.map((one) => one.replace(/ – .*: /, ': '))).toEqual(said);
	const tables: string[][] = [];
	for (let nth = 0; nth < (await page.locator('table').count()); nth += 1)
		tables.push(...(await cellsOf(page, nth)));
	const numbers = tables.flatMap((cells) => cells.slice(1)).filter((one) => /^\d/.test(one));
	expect(numbers.toSorted()).toEqual(
		values.map(({ value }) => formatNumber(Number(value), 'en', 2)).toSorted()
	);
	expect(tables.flat().filter((one) => one === 'Not reported')).toHaveLength(
		csv.length - values.length
	);
	expect(written).toContain('nothing here is ranked by it');
});

test('companies side by side say the same on their card, in their files and their picture', async ({
	page,
	request
}) => {
	const { csv, drawn } = await readAll(
		{ page, request },
		'companies/side-by-side?company=sample-video,sample-search&cycle=2024',
		['principle', 'company', 'self_rating', 'findings_practice', 'findings_gap']
	);
	const own = csv.map(({ self_rating }) => self_rating);
	expect(own).toHaveLength(22);
	const shown = (await cellsOf(page)).slice(3).flatMap((cells) => cells.slice(1).map(standingIn));
	expect(shown).toEqual(own);
	const cells = drawn.slice(6).map((said) => standingIn(said.split(/: (?=\d |Not )/)[1]));
	expect(cells).toEqual(own);
});

test('countries side by side say the same on their card, in their files and their picture', async ({
	page,
	request
}) => {
	const { csv, drawn } = await readAll({ page, request }, 'countries/side-by-side?country=AU,NZ', [
		'country',
		'total',
		...STATUS_ORDER
	]);
	const table = await cellsOf(page);
	const rows = [
		['total', 'Published commitments'],
		...STATUS_ORDER.filter((status) => csv.some((row) => Number(row[status]) > 0)).map((status) => [
			status,
			statusWords[status].en
		])
	] as const;
	for (const [column = '', label = ''] of rows) {
		const expected = csv.map((row) => row[column] || 'Nothing on record');
		expect(table.find(([first]) => first === label)?.slice(1), label).toEqual(expected);
		expect(
			drawn.flatMap((said) => (said.startsWith(`${label} – `) ? said.split(': ').at(-1) : []))
		).toEqual(expected);
	}
});

test('treaties say the same on their card, in their files and their picture', async ({
	page,
	request
}) => {
	const columns = COMPARED_TREATIES.flatMap((treaty) => [`${treaty}_action`, `${treaty}_date`]);
	const { csv, drawn } = await readAll(
		{ page, request },
		'countries?view=treaties&forum=five-country',
		['country', ...columns]
	);
	expect(csv).toHaveLength(5);
	const table = await cellsOf(page);
	for (const row of csv)
		for (const [at, treaty] of COMPARED_TREATIES.entries()) {
			const action = row[`${treaty}_action`] ?? '';
			const day = row[`${treaty}_date`] ?? '';
			const said = action ? `${action} ${formatPartialDate(day, 'en')}` : 'nothing on record';
			const shown = table.find(([name]) => name === row.name_en)?.[1 + at];
			expect(shown?.toLowerCase()).toContain(said.toLowerCase().trim());
			expect(drawn.filter((one) => one.startsWith(`${row.name_en} – `))[at]).toContain(shown);
		}
});
