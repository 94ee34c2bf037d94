import { eq, inArray } from 'drizzle-orm';
import { versionId } from '#lib/frameworks/queries/file.server.ts';
import type { FindingVoice } from '#lib/frameworks/vocabulary.ts';
import * as t from '#lib/server/db/schema/index.ts';
import type { Db } from '#lib/server/db/types.ts';
import type { Reference } from '../read.server.ts';
import { idsBy, upsert } from '../upsert.server.ts';

const VOICE_OF: Record<Reference['findings']['findings'][number]['evidence_type'], FindingVoice> = {
	'company-statement': 'company_statement',
	'regulator-finding': 'regulator_finding',
	critic: 'civil_society'
};

/** Companies with their endorsements and memberships, and what others found about their practice. */
export async function loadCompanies(db: Db, reference: Reference): Promise<void> {
	const { companies } = reference.companies;
	await upsert(
		db,
		t.organisations,
		companies.map((company) => ({
			slug: company.key,
			kind: 'company' as const,
			nameEn: company.name,
			nameFr: company.name,
			countryCode: company.hq_country,
			sectors: company.sector,
			brands: company.brands,
			headquartersCertainty: company.hq_unverified
				? ('unverified' as const)
				: ('confirmed' as const),
			note: [company.note, company.hq_note].filter(Boolean).join(' ') || null,
			sources: company.source
		})),
		[t.organisations.slug]
	);
	const idOf = idsBy(
		await db
			.select({ id: t.organisations.id, slug: t.organisations.slug })
			.from(t.organisations)
			.where(
				inArray(
					t.organisations.slug,
					companies.map(({ key }) => key)
				)
			),
		(row) => row.slug
	);
	const { key: framework, version } = reference.voluntaryPrinciples;
	const frameworkId = await versionId(db, framework, version);
	if (!frameworkId)
		throw new Error(`reference data: companies.json: no ${framework} of ${version}`);
	await upsert(
		db,
		t.endorsements,
		companies.flatMap(({ key, voluntary_principles: endorsement, source, note }) =>
			endorsement.status === 'not-confirmed'
				? []
				: [
						{
							frameworkId,
							organisationId: idOf(key),
							status:
								endorsement.status === 'endorsed'
									? ('endorsed' as const)
									: ('endorsed_national' as const),
							endorsedOn: endorsement.date,
							note: [endorsement.period, note].filter(Boolean).join('; ') || null,
							sources: source
						}
					]
		),
		[t.endorsements.frameworkId, t.endorsements.organisationId]
	);
	await upsert(
		db,
		t.forumMemberships,
		companies.flatMap((company) =>
			(
				[
					['tech-coalition', company.tech_coalition],
					['weprotect', company.weprotect]
				] as const
			)
				.filter(([, fact]) => fact.member)
				.map(([forumKey, fact]) => ({
					forumKey,
					organisationId: idOf(company.key),
					basis: fact.note ?? null,
					sourceUrl: fact.source ?? null
				}))
		),
		[
			t.forumMemberships.forumKey,
			t.forumMemberships.countryCode,
			t.forumMemberships.organisationId,
			t.forumMemberships.role
		]
	);
	await loadFindings(db, reference, idOf, frameworkId);
}

async function loadFindings(
	db: Db,
	{ findings: { findings }, translations }: Reference,
	companyId: (key: string) => string,
	frameworkId: string
) {
	const requirementId = idsBy(
		await db.select().from(t.requirements).where(eq(t.requirements.frameworkId, frameworkId)),
		(requirement) => String(requirement.number)
	);
	const seen = new Map<string, number>();
	await upsert(
		db,
		t.findings,
		findings.map((finding) => {
			const subject = `${finding.company}-${finding.principle}`;
			const nth = (seen.get(subject) ?? 0) + 1;
			seen.set(subject, nth);
			const sourceKey = `${subject}-${nth}`;
			return {
				sourceKey,
				organisationId: companyId(finding.company),
				requirementId: requirementId(String(finding.principle)),
				voice: VOICE_OF[finding.evidence_type],
				direction: finding.direction,
				textEn: finding.practice.en,
				textFr: finding.practice.fr ?? translations.findings[sourceKey] ?? null,
				frenchIsOurs: !finding.practice.fr && sourceKey in translations.findings,
				foundOn: finding.year === null ? null : String(finding.year),
				sourceUrl: finding.source,
				sourceNote: finding.source_note ?? null,
				certainty: finding.source_note ? ('unverified' as const) : ('confirmed' as const)
			};
		}),
		[t.findings.sourceKey]
	);
}
