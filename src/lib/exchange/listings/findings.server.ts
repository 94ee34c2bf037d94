import { and, asc, eq, gt } from 'drizzle-orm';
import { wasSilent } from '#lib/frameworks/finding-rules.ts';
import {
	findingReplies,
	findings,
	frameworks,
	organisations,
	requirements
} from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { sliceOf } from '../cursor.ts';
import type { Part, Reading } from '../public-reading.server.ts';

const day = (moment: Date | null | undefined) => moment?.toISOString().slice(0, 10) ?? null;

/** Published findings about companies, with what the company replied or that it did not. Public, whoever asks. */
export async function findingRecords(db: Db, { limit, after }: Part): Promise<Reading> {
	const rows = await db
		.select({
			finding: findings,
			company: organisations.slug,
			sample: organisations.sample,
			framework: frameworks.key,
			requirement: requirements.number,
			reply: findingReplies
		})
		.from(findings)
		.innerJoin(organisations, eq(organisations.id, findings.organisationId))
		.innerJoin(requirements, eq(requirements.id, findings.requirementId))
		.innerJoin(frameworks, eq(frameworks.id, requirements.frameworkId))
		.leftJoin(findingReplies, eq(findingReplies.findingId, findings.id))
		.where(
			and(eq(findings.state, 'published'), after === null ? undefined : gt(findings.id, after))
		)
		.orderBy(asc(findings.id))
		.limit(limit + 1);
	const { records, next } = sliceOf(rows, limit, ({ finding }) => finding.id);
	return {
		name: 'findings',
		next,
		columns: [
			'finding',
			'company',
			'sample',
			'framework',
			'requirement',
			'voice',
			'direction',
			'text_en',
			'text_fr',
			'found_on',
			'source',
			'note',
			'certainty',
			'corrects',
			'asked_until',
			'no_reply_by_then',
			'reply',
			'reply_language',
			'replied_on',
			'reply_changed_on'
		],
		records: records.map(({ finding, reply, ...about }) => ({
			finding: finding.id,
			company: about.company,
			sample: about.sample,
			framework: about.framework,
			requirement: about.requirement,
			voice: finding.voice,
			direction: finding.direction,
			text: { en: finding.textEn, fr: finding.textFr },
			found_on: finding.foundOn,
			source: finding.sourceUrl,
			note: finding.sourceNote,
			certainty: finding.certainty,
			corrects: finding.correctsId,
			asked_until: finding.replyUntil,
			no_reply_by_then: wasSilent(finding, day(reply?.repliedAt)),
			reply: reply?.body ?? null,
			reply_language: reply?.bodyLocale ?? null,
			replied_on: day(reply?.repliedAt),
			reply_changed_on: day(reply?.changedAt)
		}))
	};
}
