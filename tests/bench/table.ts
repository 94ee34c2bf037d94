import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** One thing that was measured. */
export interface Row {
	/** The letter of the part. */
	part: string;
	what: string;
	/** Concord's figure by that of what it is measured against; null where there is nothing such. */
	ratio: number | null;
	/** What the ratio is to be, as `≥ 0.85`. */
	aim?: string;
	ours: string;
	against?: string;
	/** The same as numbers. */
	figures?: Record<string, number>;
}

export const number = (value: number, digits = 0): string =>
	value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: 0 });
export const milliseconds = (value: number): string => `${number(value, value < 10 ? 1 : 0)} ms`;
export const megabytes = (bytes: number): string => `${number(bytes / 1e6)} MB`;
const ratioText = (ratio: number | null) =>
	ratio === null || !Number.isFinite(ratio) ? '–' : ratio.toFixed(ratio < 10 ? 2 : 1);

/** Whether the ratio is what it is to be; true where nothing is said. */
export function isMet({ ratio, aim }: Row): boolean {
	if (!aim || ratio === null) return true;
	const [sign, bound] = aim.split(' ');
	return sign === '≥' ? ratio >= Number(bound) : ratio <= Number(bound);
}

/** As it is pasted into docs/performance.md. */
export function markdown(rows: readonly Row[]): string {
	const lines = rows.map((row) =>
		[
			ratioText(row.ratio),
			row.aim ? `${row.aim}${isMet(row) ? '' : ' ✗'}` : '',
			`(${row.part}) ${row.what}`,
			row.ours,
			row.against ?? ''
		].join(' | ')
	);
	return ['ratio | aim | what | Concord | against', '---: | --- | --- | --- | ---', ...lines]
		.map((line) => `| ${line} |`)
		.join('\n');
}

/** What it was measured on. */
export function machine(postgres: string): Record<string, string | number> {
	return {
		date: new Date().toISOString().slice(0, 16),
		processor: cpus()[0]?.model.trim() ?? '',
		cores: cpus().length,
		memoryGB: Math.round(totalmem() / 1e9),
		node: process.versions.node,
		postgres
	};
}

/** Keeps everything in `.test/bench.json`. */
export function keep(about: Record<string, unknown>, rows: readonly Row[]): void {
	mkdirSync('.test', { recursive: true });
	writeFileSync('.test/bench.json', `${JSON.stringify({ ...about, rows }, null, '\t')}\n`);
}
