import type { RunningServer } from '../../../scripts/testing/server.ts';
import { connected } from '../../postgres.ts';
import { page, portOf, requestText, unseen, type Ground } from '../ground.ts';
import type { Loaded } from '../loader.ts';
import { median, rounds } from '../rounds.ts';
import { number, type Row } from '../table.ts';

export const ENDPOINTS = [
	'/api/v1/companies?limit=60',
	'/api/v1/commitments?limit=100',
	'/api/v1/compare/companies'
];
/**
 * What a generic endpoint (Directus 12) gave of the same rows for which `node:http` gave 690 answers a second, at
 * best: DESIGN.md, 7.
 */
const GENERIC = 133 / 690;

/** Puts the records of an answer into a table, from which bare `pg` reads the same. */
async function keepRecords(ownerUrl: string, path: string, records: readonly unknown[]) {
	await connected(ownerUrl, async (owner) => {
		await owner.query(
			'create table if not exists bench_records (path text, place int, record json, primary key (path, place))'
		);
		await owner.query(
			`insert into bench_records select $1, place, record
				from json_array_elements($2::json) with ordinality as e(record, place) on conflict do nothing`,
			[path, JSON.stringify(records)]
		);
		await owner.query('vacuum (analyze) bench_records');
	});
}
const RECORDS = 'select record from bench_records where path = $1 order by place';

interface Answers {
	ours: Loaded[];
	against: Loaded[];
	ratio: number;
	records: number;
	/** The ratio to what a generic endpoint would give of the same records. */
	againstGeneric: number;
}

/** The records of an endpoint, from kept answers, against a minimal `node:http` endpoint that reads the same from bare `pg`. */
export async function keptRecords(
	ground: Ground,
	server: RunningServer,
	path: string,
	asked = path
): Promise<Answers> {
	const ownerUrl = (await ground.base()).environment.DATABASE_OWNER_URL ?? '';
	const { data } = JSON.parse((await page(server, path)).body.toString()) as { data: unknown[] };
	await keepRecords(ownerUrl, path, data);
	const port = await ground.plain.ask<number>({ kind: 'rows', url: ownerUrl, text: RECORDS });
	const load = (to: number, address: string) => () =>
		ground.load({
			port: to,
			requests: [requestText(address, { port: to, coding: 'identity' })]
		});
	const [ours, bare] = [
		load(portOf(server), asked),
		load(port, `/rows/${encodeURIComponent(path)}`)
	];
	await ours();
	await bare();
	const compared = await rounds(ground.options.rounds, answered, ours, bare);
	return { ...compared, records: data.length, againstGeneric: compared.ratio / GENERIC };
}

/** Answers that hold what was asked for, in a second: where too many wait for the database, some are told to come again. */
const answered = ({ perSecond, requests, statuses }: Loaded) =>
	(perSecond * (statuses['200'] ?? 0)) / requests;

/** (d) The API against a minimal `node:http` endpoint that reads the same records from bare `pg`. */
export async function jsonApi(ground: Ground): Promise<Row[]> {
	const server = await ground.server('api', await ground.base());
	const found: Row[] = [];
	for (const path of ENDPOINTS) {
		const kept = await keptRecords(ground, server, path);
		const made = await keptRecords(ground, server, path, unseen(path, '{n}'));
		const row = told(path, 'kept', kept);
		found.push(row, {
			...row,
			what: 'the same, by what a generic endpoint gives (0.19 of node:http and pg)',
			ratio: kept.againstGeneric,
			aim: '≥ 10',
			against: `would give ${number((row.figures?.plain ?? NaN) * GENERIC)}/s`
		});
		found.push(told(path, 'made each time', made));
	}
	await server.stop();
	return found;
}

function told(path: string, how: string, { ours, against, ratio, records }: Answers): Row {
	const [own, plain] = [median(ours.map(answered)), median(against.map(answered))];
	const refused = ours.reduce((sum, { statuses }) => sum + (statuses['503'] ?? 0), 0);
	return {
		part: 'd',
		what: `${path}, ${number(records)} records, ${how}`,
		ratio,
		ours: `${number(own)}/s${refused ? `, ${refused} told to come again` : ''}`,
		against: `node:http and pg ${number(plain)}/s`,
		figures: { own, plain, records, refused }
	};
}
