import { and, asc, eq, inArray } from 'drizzle-orm';
import { PUBLIC } from '#lib/access/actor.ts';
import { Refusal } from '#lib/access/refusal.ts';
import { publishedAssessment } from '#lib/assessments/queries.server.ts';
import { listFindings } from '#lib/frameworks/queries/findings.server.ts';
import { VOLUNTARY_PRINCIPLES } from '#lib/frameworks/vocabulary.ts';
import { organisations, services } from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import { today } from '../as-of.ts';
import type { CompaniesBeside } from '../schema.ts';
import { againstGroup, besideRows, groupOf } from '../shapes/beside.ts';
import type { MatrixRow } from '../shapes/matrix.ts';
import { ALL_SECTORS } from '../vocabulary.ts';
import { compareCompanies } from './companies.server.ts';
import { offeredOn } from './compared.server.ts';
import { readPublicRatings, type ComparedFramework } from './principles.server.ts';

/** Services that are still offered, or were on a day, by company. */
async function servicesOf(
	db: Db,
	slugs: readonly string[],
	on = today()
): Promise<Map<string, string[]>> {
	const rows = await db
		.select({ company: organisations.slug, name: services.name })
		.from(services)
		.innerJoin(organisations, eq(organisations.id, services.organisationId))
		.where(and(inArray(organisations.slug, [...slugs]), offeredOn(on)))
		.orderBy(asc(services.name));
	const offered = new Map<string, string[]>();
	for (const { company, name } of rows)
		offered.set(company, [...(offered.get(company) ?? []), name]);
	return offered;
}

/** The newest cycle of this version in which each company has published anything, or had on a day. */
async function newestOf(db: Db, framework: ComparedFramework, on: string | undefined) {
	const published = await readPublicRatings(db, framework.id, { on });
	const named = new Map(framework.cycles.map(({ key, name }) => [key, name]));
	return new Map(published.map(({ organisation, cycle }) => [organisation, named.get(cycle)]));
}

/**
 * Up to six companies in one cycle of one version of the principles: what each says of itself, what the
 * secretariat and others say of it, principle by principle; and one company alone against its sector. Today or
 * on a past day. What the public may see, whoever asks. Public. Throws `Refusal('not_found')` on a company or a cycle
 * that does not exist.
 */
export async function companiesSideBySide(
	db: Db,
	{ company: slugs = [], cycle: asked, sector, on }: Partial<CompaniesBeside>
) {
	const { framework, cycles, cycle, rows } = await compareCompanies(db, {
		cycle: asked,
		cells: 'self',
		on
	});
	const all = [...rows.assessed, ...rows.without];
	const chosen = slugs.map((slug) => {
		const one = all.find((company) => company.slug === slug);
		if (!one) throw new Refusal('not_found');
		return one;
	});
	const offered = chosen.length ? await servicesOf(db, slugs, on) : new Map<string, string[]>();
	const newest = chosen.some(({ ratings }) => !ratings)
		? await newestOf(db, framework, on)
		: new Map<string, undefined>();
	const companies = [];
	for (const one of chosen) {
		const assessment =
			cycle && one.ratings
				? await publishedAssessment(db, PUBLIC, one.slug, {
						cycle: cycle.key,
						framework: VOLUNTARY_PRINCIPLES
					})
				: null;
		companies.push({
			...one,
			services: offered.get(one.slug) ?? [],
			answers: assessment?.answers ?? [],
			/** A cycle in which it has published what it has not in this one. */
			newest: one.ratings ? null : (newest.get(one.slug) ?? null),
			findings: await listFindings(db, { organisation: one.slug }, { on })
		});
	}
	const table = besideRows(
		framework.principles,
		companies.map(({ ratings, answers, findings }) => ({
			ratings,
			findings,
			reviews: new Map(
				answers.flatMap(({ number, review }) => (review ? [[number, review.rating] as const] : []))
			)
		}))
	);
	return {
		framework,
		cycles,
		cycle,
		options: all.map(({ slug, name }) => ({ slug, name })),
		companies,
		rows: table,
		against: chosen.length === 1 && chosen[0] ? against(framework, all, chosen[0], sector) : null
	};
}
export type CompaniesSideBySide = Awaited<ReturnType<typeof companiesSideBySide>>;

/** A company against the first sector it names, unless another of its own or all of them are asked for. */
function against(
	framework: ComparedFramework,
	all: readonly MatrixRow[],
	company: MatrixRow,
	asked: string | undefined
) {
	const open = [...company.sectors, ALL_SECTORS];
	const sector = open.find((one) => one === asked) ?? open[0] ?? ALL_SECTORS;
	const group = groupOf(all, company, sector);
	return {
		sector,
		sectors: company.sectors,
		size: group.length,
		rows: againstGroup(framework.principles, company.ratings, group)
	};
}
