import type { RequestHandler } from '@sveltejs/kit';
import { z } from 'zod';
import { PUBLIC } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { currentTime } from '#lib/clock.ts';
import { dated } from '#lib/comparison/addresses.ts';
import { m } from '#lib/paraglide/messages.js';
import { withPublic, withReader } from '#lib/server/db/index.ts';
import { toCsv } from './csv.ts';
import { decodeCursor } from './cursor.ts';
import type { Listing, Reading } from './listing.ts';
import { notUnderstood, problem, statusOf } from './problem.ts';
import { tooManyReads } from './reading-limits.server.ts';
import { recordsWorkbook, XLSX } from './spreadsheet/records.server.ts';
import { LIST_FORMATS, type ListFormat } from './vocabulary.ts';
import { hasToken } from './writing/by-token.server.ts';

/** How many records are given where no limit is named. */
export const JSON_LIMIT = 100;
export const FILE_LIMIT = 10_000;

const NO_CURSOR = 'Not a cursor that this service gave.';

/** What every list may be asked, beside its own. */
export const listParameters = z.object({
	format: z.enum(LIST_FORMATS).optional(),
	limit: z.coerce.number().int().min(1).max(500).optional(),
	cursor: z
		.string()
		.transform((cursor, context) => {
			const key = decodeCursor(cursor);
			if (key === null) context.addIssue({ code: 'custom', message: NO_CURSOR });
			return key;
		})
		.optional()
});

/**
 * An endpoint that reads what is public, as nobody in particular, whoever is signed in. Checks the
 * query string, answers as JSON `{data, page}`, as CSV or as a workbook, and says in a problem document what
 * is wrong.
 */
export function publicReading({ parameters, key, read }: Listing): RequestHandler {
	return async (event) => {
		const { url, request } = event;
		const given = Object.fromEntries([...url.searchParams].filter(([, value]) => value !== ''));
		const list = listParameters.safeParse(given);
		const asked = parameters.safeParse(given);
		if (!list.success || !asked.success)
			return notUnderstood([...(list.error?.issues ?? []), ...(asked.error?.issues ?? [])]);
		if (list.data.cursor !== undefined && key && !key.safeParse(list.data.cursor).success)
			return notUnderstood([{ path: ['cursor'], message: NO_CURSOR }]);
		const format = list.data.format ?? accepted(request);
		const tooMany = await tooManyReads(event, format === 'xlsx' ? 'files' : 'api');
		if (tooMany) return tooMany;
		const limit = list.data.limit ?? (format === 'json' ? JSON_LIMIT : FILE_LIMIT);
		try {
			const part = { limit, after: list.data.cursor ?? null };
			const reading = await (hasToken(request) ? fresh : withPublic)((db) =>
				read(db, asked.data, part)
			);
			const { on } = asked.data as { on?: string };
			const name = dated(reading.name, on);
			return await ANSWERS[format]({ ...reading, name }, url);
		} catch (thrown) {
			if (thrown instanceof Refusal) return problem(statusOf(thrown.reason));
			throw thrown;
		}
	};
}

/** Whatever a program has just written is there when it reads: it says that it may write by bringing its token. */
const fresh: typeof withPublic = (work) => withReader(PUBLIC, work);

function accepted(request: Request): ListFormat {
	const accept = request.headers.get('accept') ?? '';
	if (accept.includes(XLSX)) return 'xlsx';
	return /\btext\/csv\b/.test(accept) ? 'csv' : 'json';
}

const OPEN = { 'access-control-allow-origin': '*', vary: 'Accept' };

function json({ records, next = null }: Reading): Response {
	return Response.json({ data: records, page: { next, count: records.length } }, { headers: OPEN });
}

function csv({ name, records, columns, next }: Reading): Response {
	return new Response(toCsv(records, columns), {
		headers: {
			...OPEN,
			'content-type': 'text/csv; charset=utf-8; header=present',
			'content-disposition': `attachment; filename="${name}.csv"`,
			...(next ? { link: `<?format=csv&cursor=${next}>; rel="next"` } : {})
		}
	});
}

async function xlsx(reading: Reading, url: URL): Promise<Response> {
	const about = {
		source: url.href,
		taken_on: currentTime().toISOString().slice(0, 10),
		licence: m.comparison_data_licence_text({}, { locale: 'en' }),
		licence_fr: m.comparison_data_licence_text({}, { locale: 'fr' })
	};
	return new Response(new Uint8Array(await recordsWorkbook({ ...reading, about })), {
		headers: {
			...OPEN,
			'content-type': XLSX,
			'content-disposition': `attachment; filename="${reading.name}.xlsx"`
		}
	});
}

const ANSWERS = { json, csv, xlsx } satisfies Record<ListFormat, unknown>;
