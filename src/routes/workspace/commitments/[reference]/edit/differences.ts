import { commitmentFields, kindLabels } from '#lib/commitments/labels.ts';
import type { CommitmentDetail, CommitmentOptions } from '#lib/commitments/queries.server.ts';
import type { FormValues } from '#lib/forms/parse.ts';
import { pickText } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { subdivisionName } from '#lib/organisations/subdivisions.ts';
import { m } from '#lib/paraglide/messages.js';

export interface Difference {
	field: string;
	label: string;
	theirs: string;
	yours: string;
}

/** The fields in which what someone typed differs from what is stored now, both as a person reads them. */
export function differences(
	values: FormValues,
	stored: CommitmentDetail,
	options: CommitmentOptions,
	locale: Locale
): Difference[] {
	const kinds: Readonly<Record<string, () => string>> = kindLabels;
	const forums = new Map(options.forums.map(({ key, name }) => [key, pickText(name, locale)]));
	const pillars = new Map(options.pillars.map(({ id, title }) => [id, pickText(title, locale)]));
	const requirements = new Map(
		options.frameworks.flatMap((framework) =>
			framework.requirements.map(({ id, number, title }) => [
				id,
				`${pickText(framework.name, locale)} ${number}: ${pickText(title, locale)}`
			])
		)
	);
	const asIs = (value: string) => value;
	const fields: [string, string | null, (value: string) => string][] = [
		['titleEn', stored.title.en, asIs],
		['titleFr', stored.title.fr, asIs],
		['kind', stored.kind, (kind) => kinds[kind]?.() ?? kind],
		['descriptionEn', stored.description.en, asIs],
		['descriptionFr', stored.description.fr, asIs],
		['baselineEn', stored.baseline.en, asIs],
		['baselineFr', stored.baseline.fr, asIs],
		['measureEn', stored.measure.en, asIs],
		['measureFr', stored.measure.fr, asIs],
		[
			'unfunded',
			stored.unfunded ? 'on' : '',
			(ticked) => (ticked ? m.commitments_verifiable_unfunded() : '')
		],
		['contactMailbox', stored.contactMailbox, asIs],
		['leadAgency', stored.leadAgency, asIs],
		['supportingAgencies', stored.supportingAgencies.join('\n'), asIs],
		['legalBasisEn', stored.legalBasis.en, asIs],
		['legalBasisFr', stored.legalBasis.fr, asIs],
		['announcedOn', stored.announcedOn, asIs],
		['startsOn', stored.startsOn, asIs],
		['dueOn', stored.dueOn, asIs],
		['forumKey', stored.forumKey, (key) => forums.get(key) ?? key],
		['pillarId', stored.pillarId, (id) => pillars.get(id) ?? id],
		['sourceUrl', stored.sourceUrl, asIs]
	];
	const labels: Readonly<Record<string, string>> = commitmentFields();
	const single = fields.map(([field, theirs, read]) => ({
		field,
		label: labels[field] ?? field,
		theirs: read(theirs ?? ''),
		yours: read([values[field] ?? ''].flat()[0]?.trim() ?? '')
	}));
	const list = (ids: readonly string[], name: (id: string) => string) =>
		ids.map(name).sort().join('\n');
	const requirement = (id: string) => requirements.get(id) ?? id;
	const subdivision = (code: string) => pickText(subdivisionName(code), locale);
	return [
		...single,
		{
			field: 'requirements',
			label: m.commitments_field_requirements(),
			theirs: list(
				stored.requirements.map(({ id }) => id),
				requirement
			),
			yours: list([values.requirements ?? []].flat(), requirement)
		},
		{
			field: 'subdivisions',
			label: m.commitments_field_subdivisions(),
			theirs: list(stored.subdivisions, subdivision),
			yours: list([values.subdivisions ?? []].flat(), subdivision)
		}
	].filter(({ theirs, yours }) => theirs !== yours);
}
