/**
 * Expressions of SQL whose values look random and are not: the seed and what is asked for decide them, so that
 * any statement may ask again and gets the same.
 */
export function chance(seed: number) {
	const digest = (what: string, of: string) => `md5('${seed}:${what}:' || ${of})`;
	/** A number from 0 up to 1. */
	const draw = (what: string, of: string) =>
		`(('x' || left(${digest(what, of)}, 7))::bit(28)::int / 268435456.0::float8)`;
	return {
		draw,
		/** The id of what is made: to refer to it, nothing has to be read. */
		id: (what: string, of: string) => `${digest(what, of)}::uuid`,
		/** A whole number from 0 up to, and without, the one given. */
		below: (most: number | string, what: string, of: string) =>
			`floor(${draw(what, of)} * ${most})::int`,
		/** One of a list, all of them as likely. */
		oneOf: (list: readonly string[], what: string, of: string) =>
			`(${textArray(list)})[1 + floor(${draw(what, of)} * ${list.length})::int]`,
		/** One of several words, each with its share; the shares make 1. */
		weighted: (shares: Readonly<Record<string, number>>, what: string, of: string) => {
			const words = Object.keys(shares);
			let sum = 0;
			const bounds = words.slice(0, -1).map((word) => (sum += shares[word] ?? 0).toFixed(4));
			return `(${textArray(words)})[1 + width_bucket(${draw(what, of)}, array[${bounds.join(', ')}]::float8[])]`;
		}
	};
}
export type Chance = ReturnType<typeof chance>;

export const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
export const textArray = (list: readonly string[]) =>
	`array[${list.map(literal).join(', ')}]::text[]`;
export const uuidArray = (list: readonly string[]) =>
	`array[${list.map(literal).join(', ')}]::uuid[]`;

/** A statement that puts into a table what an expression gives for each column: `source` says where from. */
export function fill(table: string, columns: Readonly<Record<string, string>>, source: string) {
	return `insert into ${table} (${Object.keys(columns).join(', ')}) select ${Object.values(columns).join(', ')} from ${source}`;
}
