import { sql, type SQL } from 'drizzle-orm';
import type { Logger } from 'drizzle-orm/logger';
import type { Db } from '#lib/server/db/types.ts';

export interface Statement {
	text: string;
	params: unknown[];
}

/** Keeps what is sent to the database, from `listen` to what it returns. */
export function listener(): Logger & { heard: Statement[] } {
	const heard: Statement[] = [];
	return { heard, logQuery: (text, params) => void heard.push({ text, params }) };
}

interface Node {
	'Node Type': string;
	'Relation Name'?: string;
	'Actual Loops'?: number;
	Plans?: Node[];
}

/** The statement as it was sent, to be sent once more with something before it. */
function again({ text, params }: Statement): SQL {
	const parts = text.split(/\$(\d+)/);
	return sql.join(
		parts.map((part, place) => (place % 2 ? sql`${params[Number(part) - 1]}` : sql.raw(part)))
	);
}

/**
 * The tables that a statement was seen to read from end to end, planned and run as whoever `db` acts as. What
 * a plan only keeps at hand, for others who might ask, is not counted.
 */
export async function scannedBy(db: Db, statement: Statement): Promise<string[]> {
	const { rows } = (await db.execute(
		sql`explain (analyze, timing off, format json) ${again(statement)}`
	)) as unknown as { rows: { 'QUERY PLAN': { Plan: Node }[] }[] };
	const scanned = new Set<string>();
	const visit = (node: Node) => {
		const table = node['Relation Name'];
		if (table && node['Node Type'] === 'Seq Scan' && node['Actual Loops'] !== 0) scanned.add(table);
		node.Plans?.forEach(visit);
	};
	for (const row of rows) for (const { Plan } of row['QUERY PLAN']) visit(Plan);
	return [...scanned];
}

/** Tables that hold at least so many rows, by the statistics that the planner goes by. */
export async function largeTables(db: Db, rows: number): Promise<Set<string>> {
	const { rows: found } = (await db.execute(
		sql`select relname from pg_class where relkind = 'r' and reltuples >= ${rows}`
	)) as unknown as { rows: { relname: string }[] };
	return new Set(found.map(({ relname }) => relname));
}

/** What reads among what was sent, each by whom: not how a transaction opens, says who asks, writes and ends. */
export function readingIn(heard: readonly Statement[]): (Statement & { itself: boolean })[] {
	let itself = false;
	return heard.flatMap((statement) => {
		const role = /^select set_config\('role', '(concord_\w+)'/.exec(statement.text)?.[1];
		if (role) itself = role === 'concord_system';
		const reads = /^\s*(select|with)\b(?!\s+(set_config|audit_append|pg_|count\(audit))/i;
		return reads.test(statement.text) ? [{ ...statement, itself }] : [];
	});
}
