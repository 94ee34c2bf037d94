import { appendFileSync, mkdirSync } from 'node:fs';

/** Whether the long form was asked for (`npm run test:faults`): the figures of docs/reliability.md are its. */
export const LONG = process.env.FAULTS === 'long';

/** Says what was measured, and keeps it in `.test/faults.jsonl`. */
export function measured(fault: string, figures: Record<string, number | string>): void {
	const line = JSON.stringify({ fault, form: LONG ? 'long' : 'short', ...figures });
	mkdirSync('.test', { recursive: true });
	appendFileSync('.test/faults.jsonl', `${line}\n`);
	process.stdout.write(`${line}\n`);
}

/** The value below which this share of the sorted values lies, rounded. */
export function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((one, other) => one - other);
	return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN);
}
