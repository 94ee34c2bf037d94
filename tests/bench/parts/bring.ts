import { spawn } from 'node:child_process';
import pg from 'pg';
import type { Ground } from '../ground.ts';
import { timeOf } from '../rounds.ts';
import { number, type Row } from '../table.ts';

const ROWS = 5000;
interface Step {
	name: string;
	seconds: number;
	longestWait: string;
	memory: string;
}

/** (h) An import of 5,000 rows, as `tests/bench/import.ts` does it, against as many bare inserts in one transaction. */
export async function bringIn(ground: Ground): Promise<Row[]> {
	const steps = await imported(ground.cluster.url);
	const bare = (await inserted(ground.cluster.url)) / 1000;
	return steps.map(({ name, seconds, longestWait, memory }) => ({
		part: 'h',
		what: `import of 5,000 rows: ${name}`,
		ratio: name === 'apply' ? seconds / bare : null,
		ours: `${number(seconds, 1)} s, others wait ${longestWait}, process ${memory}`,
		...(name === 'apply' ? { against: `5,000 inserts by pg ${number(bare, 1)} s` } : {}),
		figures: { seconds }
	}));
}

async function imported(url: string): Promise<Step[]> {
	const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/import.ts'], {
		env: { ...process.env, TEST_DATABASE_URL: url },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let text = '';
	child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
	const code = await new Promise((resolve) => child.once('exit', resolve));
	if (code !== 0) throw new Error(`the import ended with ${String(code)}`);
	// What it does a second time, with nothing changed, is told by docs/performance.md.
	const [first = ''] = text.split('\nagain');
	return [...first.matchAll(/^(\w[\w ]*?) +(\{.*\})$/gm)].map(([, name = '', figures = '{}']) => {
		const read = JSON.parse(figures) as Omit<Step, 'name' | 'seconds'> & { seconds: string };
		return { ...read, name, seconds: Number(read.seconds) };
	});
}

/** Rows as wide as those that were brought in, into a table that has nothing but a key. */
async function inserted(url: string): Promise<number> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	await client.query('create temporary table brought (id int primary key, title text, body text)');
	const body = 'What will be done, by whom and for whom. '.repeat(10);
	const time = await timeOf(async () => {
		await client.query('begin');
		for (let row = 0; row < ROWS; row++)
			await client.query({
				name: 'bring',
				text: 'insert into brought values ($1, $2, $3)',
				values: [row, `Commitment ${row}`, body]
			});
		await client.query('commit');
	});
	await client.end();
	return time;
}
