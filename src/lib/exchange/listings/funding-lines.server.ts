import { asc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { FUNDING_STAGES } from '#lib/commitments/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import { commitments, fundingLines } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import { listing, type Part, type Reading } from '../listing.ts';
import { columnsOf, currency, minorUnits } from '../records/fields.ts';
import {
	ofCommitment,
	partKey,
	partKeyOf,
	partsAfter,
	type OfCommitment
} from './of-commitment.server.ts';

const record = z.object({
	commitment: z.string(),
	position: z.int(),
	amount_minor_units: minorUnits,
	currency,
	fiscal_period: z.string().nullable(),
	recipient: z.string().nullable(),
	stage: z.enum(FUNDING_STAGES),
	source_url: z.string().nullable()
});

/** Money that published commitments name. Public. */
async function fundingLineRecords(
	db: Db,
	asked: OfCommitment,
	{ limit, after }: Part
): Promise<Reading<z.output<typeof record>>> {
	const rows = await db
		.select({ line: fundingLines, reference: commitments.reference })
		.from(fundingLines)
		.innerJoin(commitments, eq(commitments.id, fundingLines.commitmentId))
		.where(partsAfter(asked, fundingLines.position, after))
		.orderBy(asc(commitments.reference), asc(fundingLines.position))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ reference, line }) =>
		partKeyOf(reference, line.position)
	);
	return {
		name: 'funding-lines',
		next,
		columns: columnsOf(record),
		records: records.map(({ line: one, reference }) => ({
			commitment: reference,
			position: one.position,
			amount_minor_units: String(one.amountMinor),
			currency: one.currency,
			fiscal_period: one.fiscalPeriod,
			recipient: one.recipient,
			stage: one.stage,
			source_url: one.sourceUrl
		}))
	};
}

export const fundingLineListing = listing({
	path: '/funding-lines',
	title: inBoth(m.exchange_list_funding_lines, {}),
	holds: inBoth(m.exchange_holds_funding_lines, {}),
	parameters: ofCommitment,
	record,
	paged: true,
	key: partKey,
	read: fundingLineRecords
});
