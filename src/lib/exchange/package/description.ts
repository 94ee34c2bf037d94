import { LOCALES } from '#lib/i18n/vocabulary.ts';
import { inBoth } from '#lib/i18n/in-both.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ForeignKey } from './keys.ts';
import { pathOf, type Resource } from './resources.server.ts';
import { fieldsOf } from './table-schema.ts';

/** What a package is of: all that is public, as it stood on a day, alone or beside an edition of a summary. */
export interface Occasion {
	/** The day on which it was read. */
	day: string;
	/** The edition that it was published with. */
	edition?: { slug: string; edition: number; title: { en: string; fr: string } };
}

/** A file as it was written, in bytes and by its SHA-256. */
export interface Written {
	resource: Resource;
	columns: readonly string[];
	rows: number;
	bytes: number;
	hash: string;
}

export const LICENCE = inBoth(m.comparison_data_licence_text, {});

/** The licence, which has no short name of its own: it stands in the package, word by word. */
const LICENCE_FILE = 'README.md';

/** `datapackage.json`: version 2 of the standard, and as a reader of version 1 expects it. French is beside what the standard has one language for. */
export function describePackage(files: readonly Written[], { day, edition }: Occasion) {
	const title = edition
		? inBoth(m.exchange_package_title_edition, (locale) => ({
				summary: edition.title[locale],
				edition: edition.edition
			}))
		: inBoth(m.exchange_package_title, {});
	const description = inBoth(m.exchange_package_description, {});
	const licence = { name: 'concord', path: LICENCE_FILE, title: LICENCE.en, title_fr: LICENCE.fr };
	return {
		$schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
		profile: 'tabular-data-package',
		name: edition ? `concord-${edition.slug}-${edition.edition}` : 'concord',
		title: title.en,
		title_fr: title.fr,
		description: description.en,
		description_fr: description.fr,
		version: edition ? `${edition.edition}.0.0` : day.replaceAll('-', '.'),
		created: `${day}T00:00:00Z`,
		languages: LOCALES,
		licenses: [licence],
		contributors: [
			{
				title: 'Concord',
				title_fr: 'Concord',
				role: 'publisher',
				roles: ['publisher']
			}
		],
		sources: [sourceOf()],
		resources: files.map(resourceOf)
	};
}

const sourceOf = () => {
	const { en, fr } = inBoth(m.exchange_package_source, {});
	return { title: en, title_fr: fr };
};

function resourceOf({ resource, columns, rows, bytes, hash }: Written) {
	const { listing, name, asked, keys, record } = resource;
	const { primary, foreign } = keys;
	const query = new URLSearchParams(asked).toString();
	return {
		name,
		type: 'table',
		profile: 'tabular-data-resource',
		path: pathOf(resource),
		title: listing.title.en,
		title_fr: listing.title.fr,
		description: listing.holds.en,
		description_fr: listing.holds.fr,
		format: 'csv',
		mediatype: 'text/csv',
		encoding: 'utf-8',
		bytes,
		hash: `sha256:${hash}`,
		rows,
		/** Where the same list is given by the portal. */
		api: `/api/v1${listing.path}${query && `?${query}`}`,
		dialect: {
			delimiter: ',',
			lineTerminator: '\r\n',
			quoteChar: '"',
			doubleQuote: true,
			header: true
		},
		licenses: [{ name: 'concord', path: LICENCE_FILE, title: LICENCE.en, title_fr: LICENCE.fr }],
		sources: [sourceOf()],
		schema: {
			fields: fieldsOf(record, columns),
			missingValues: [''],
			...(primary && { primaryKey: primary }),
			...(foreign && { foreignKeys: foreign.map(keyOf) })
		}
	};
}

const keyOf = ({ fields, list, reference }: ForeignKey) => ({
	fields,
	reference: {
		resource: list === undefined ? '' : list.slice(1).replaceAll('/', '-'),
		fields: reference ?? fields
	}
});

export type PackageDescription = ReturnType<typeof describePackage>;
