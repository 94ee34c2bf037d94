/** Someone that a list of participants may name, by every word for it that is known here. */
export interface Known {
	organisationId: string;
	names: readonly string[];
}

/** Other ways to write the name of a country, by ISO 3166-1 alpha-2 code. */
export const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
	AE: ['UAE', 'ÉAU'],
	CZ: ['Czech Republic', 'République tchèque'],
	GB: ['UK', 'Great Britain', 'Britain', 'Grande-Bretagne', 'RU'],
	KR: ['South Korea', 'Republic of Korea', 'Korea, Republic of', 'Corée du Sud'],
	MD: ['Republic of Moldova', 'République de Moldova'],
	MK: ['Macedonia', 'Macédoine'],
	NL: ['Holland', 'The Netherlands'],
	NZ: ['Aotearoa', 'Aotearoa New Zealand'],
	TR: ['Turkey', 'Türkiye', 'Turquie'],
	US: ['USA', 'U.S.', 'U.S.A.', 'United States of America', 'États-Unis d’Amérique', 'É.-U.'],
	VN: ['Vietnam', 'Viet Nam', 'Viêt Nam']
};

/** A name as names are compared: without accents, case, articles, punctuation or a number before it. */
function plain(name: string): string {
	return name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[’'`]/g, ' ')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()
		.replace(/^\d+ /, '')
		.replace(/^(the|le|la|les|l|and|et) /, '')
		.replace(/^(government of|gouvernement d[eu]s?|gouvernement) (the |le |la |les |l )?/, '')
		.replace(/ /g, '');
}

/** What stands between names, the strongest first. */
const SEPARATORS = [/([\n;•·|\t]+)/, /(,)/, /(\s(?:and|et|&)\s)/i];

/** The most pieces that one name is put together from: three, and what stands between them. */
const LONGEST = 5;

/**
 * Finds those whom a list copied from a communiqué names: one to a line, or with commas, semicolons and an
 * “and” between them, in either language or by code. Each is found once, in the order of the list;
 * `unknown` is what is not recognised, as it was written.
 */
export function recognise(
	text: string,
	known: readonly Known[]
): { found: string[]; unknown: string[] } {
	const byName = new Map<string, string>();
	for (const { organisationId, names } of known)
		for (const name of names.map(plain))
			if (name && !byName.has(name)) byName.set(name, organisationId);
	const found = new Set<string>();
	const unknown = new Set<string>();
	const read = (written: string, depth: number): void => {
		if (!plain(written)) return;
		const separator = SEPARATORS[depth];
		if (!separator) {
			unknown.add(written.trim().replace(/^[-*–—]\s*|[.:]$/g, ''));
			return;
		}
		// Names and what stands between them, in turn: a name may have an “and” or a comma in it, so the
		// longest run that is known is taken first.
		const pieces = written.split(separator);
		let from = 0;
		while (from < pieces.length) {
			let to = Math.min(pieces.length, from + LONGEST);
			let name: string | undefined;
			while (to > from && !(name = byName.get(plain(pieces.slice(from, to).join(''))))) to -= 2;
			if (name) found.add(name);
			else read(pieces[from] ?? '', depth + 1);
			from = name ? to + 1 : from + 2;
		}
	};
	read(text, 0);
	return { found: [...found], unknown: [...unknown] };
}
