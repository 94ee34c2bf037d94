import type { Actor } from '#lib/access/actor.ts';
import { courseOf } from '#lib/assessments/queries/course.server.ts';
import { publishedAssessment } from '#lib/assessments/queries/published.server.ts';
import { listFindings } from '#lib/frameworks/queries/findings.server.ts';
import { inOneLine, readLineage } from '#lib/frameworks/queries/lineage.server.ts';
import { listPrincipleTexts } from '#lib/frameworks/queries/principles.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import type { Db } from '#lib/server/db/types.ts';
import { readPrinciples } from './principles.server.ts';

/**
 * What a company says of itself under the Voluntary Principles, in its newest cycle or the one named, and what
 * others say, principle by principle of the version that it answered there. What was said under another version
 * stands under a principle only where the one goes on from the other; findings for which none does are apart,
 * in `elsewhere`. Public.
 */
export async function companyRecord(db: Db, actor: Actor, slug: string, cycle?: string) {
	const assessment = await publishedAssessment(db, actor, slug, {
		cycle,
		framework: VOLUNTARY_PRINCIPLES
	});
	const framework = await readPrinciples(db, { id: assessment?.framework.id, cycle });
	const findings = await listFindings(db, { organisation: slug });
	const lineage = await readLineage(db);
	const texts = await listPrincipleTexts(db);
	/** The number under which the newest version has its page; null where it has none. */
	const page = (id: string) =>
		texts.find((text) => inOneLine(lineage, text.id, id))?.number ?? null;
	const under = (id: string) =>
		findings.filter(({ requirementId }) => inOneLine(lineage, requirementId, id));
	const principles = (framework?.principles ?? []).map(({ id, number, title }) => ({
		number,
		title,
		page: page(id),
		answer: assessment?.answers.find((one) => one.number === number),
		findings: under(id)
	}));
	const placed = new Set(principles.flatMap((one) => one.findings.map(({ id }) => id)));
	const course = await courseOf(db, slug, VOLUNTARY_PRINCIPLES);
	return {
		version: framework?.version ?? '',
		levels: framework?.levels ?? [],
		cycles: [...(framework?.cycles ?? []), ...(framework?.otherCycles ?? [])]
			.filter(({ assessed }) => assessed > 0)
			.sort((a, b) => b.opensOn.localeCompare(a.opensOn)),
		assessment: assessment && { cycle: assessment.cycle, publishedAt: assessment.publishedAt },
		principles,
		elsewhere: findings.filter(({ id }) => !placed.has(id)),
		course: course && {
			...course,
			requirements: course.requirements.map(({ id, ...one }) => ({ ...one, page: page(id) }))
		}
	};
}

export type CompanyRecord = Awaited<ReturnType<typeof companyRecord>>;
