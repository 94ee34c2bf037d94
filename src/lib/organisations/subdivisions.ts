import { pickText, type Bilingual } from '#lib/i18n/bilingual.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';

/** Names by the part of an ISO 3166-2 code after the country's; one name where both languages use the same. */
const NAMES: Readonly<Record<string, Readonly<Record<string, readonly [string, string?]>>>> = {
	AU: {
		ACT: ['Australian Capital Territory', 'Territoire de la capitale australienne'],
		NSW: ['New South Wales', 'Nouvelle-Galles du Sud'],
		NT: ['Northern Territory', 'Territoire du Nord'],
		QLD: ['Queensland'],
		SA: ['South Australia', 'Australie-Méridionale'],
		TAS: ['Tasmania', 'Tasmanie'],
		VIC: ['Victoria'],
		WA: ['Western Australia', 'Australie-Occidentale']
	},
	CA: {
		AB: ['Alberta'],
		BC: ['British Columbia', 'Colombie-Britannique'],
		MB: ['Manitoba'],
		NB: ['New Brunswick', 'Nouveau-Brunswick'],
		NL: ['Newfoundland and Labrador', 'Terre-Neuve-et-Labrador'],
		NS: ['Nova Scotia', 'Nouvelle-Écosse'],
		NT: ['Northwest Territories', 'Territoires du Nord-Ouest'],
		NU: ['Nunavut'],
		ON: ['Ontario'],
		PE: ['Prince Edward Island', 'Île-du-Prince-Édouard'],
		QC: ['Quebec', 'Québec'],
		SK: ['Saskatchewan'],
		YT: ['Yukon']
	},
	GB: {
		ENG: ['England', 'Angleterre'],
		NIR: ['Northern Ireland', 'Irlande du Nord'],
		SCT: ['Scotland', 'Écosse'],
		WLS: ['Wales', 'Pays de Galles']
	},
	NZ: {
		AUK: ['Auckland'],
		BOP: ['Bay of Plenty'],
		CAN: ['Canterbury'],
		CIT: ['Chatham Islands', 'Îles Chatham'],
		GIS: ['Gisborne'],
		HKB: ["Hawke's Bay"],
		MBH: ['Marlborough'],
		MWT: ['Manawatū-Whanganui'],
		NSN: ['Nelson'],
		NTL: ['Northland'],
		OTA: ['Otago'],
		STL: ['Southland'],
		TAS: ['Tasman'],
		TKI: ['Taranaki'],
		WGN: ['Greater Wellington'],
		WKO: ['Waikato'],
		WTC: ['West Coast']
	},
	US: {
		AK: ['Alaska'],
		AL: ['Alabama'],
		AR: ['Arkansas'],
		AS: ['American Samoa', 'Samoa américaines'],
		AZ: ['Arizona'],
		CA: ['California', 'Californie'],
		CO: ['Colorado'],
		CT: ['Connecticut'],
		DC: ['District of Columbia', 'District de Columbia'],
		DE: ['Delaware'],
		FL: ['Florida', 'Floride'],
		GA: ['Georgia', 'Géorgie'],
		GU: ['Guam'],
		HI: ['Hawaii', 'Hawaï'],
		IA: ['Iowa'],
		ID: ['Idaho'],
		IL: ['Illinois'],
		IN: ['Indiana'],
		KS: ['Kansas'],
		KY: ['Kentucky'],
		LA: ['Louisiana', 'Louisiane'],
		MA: ['Massachusetts'],
		MD: ['Maryland'],
		ME: ['Maine'],
		MI: ['Michigan'],
		MN: ['Minnesota'],
		MO: ['Missouri'],
		MP: ['Northern Mariana Islands', 'Îles Mariannes du Nord'],
		MS: ['Mississippi'],
		MT: ['Montana'],
		NC: ['North Carolina', 'Caroline du Nord'],
		ND: ['North Dakota', 'Dakota du Nord'],
		NE: ['Nebraska'],
		NH: ['New Hampshire'],
		NJ: ['New Jersey'],
		NM: ['New Mexico', 'Nouveau-Mexique'],
		NV: ['Nevada'],
		NY: ['New York'],
		OH: ['Ohio'],
		OK: ['Oklahoma'],
		OR: ['Oregon'],
		PA: ['Pennsylvania', 'Pennsylvanie'],
		PR: ['Puerto Rico', 'Porto Rico'],
		RI: ['Rhode Island'],
		SC: ['South Carolina', 'Caroline du Sud'],
		SD: ['South Dakota', 'Dakota du Sud'],
		TN: ['Tennessee'],
		TX: ['Texas'],
		UM: ['US Minor Outlying Islands', 'Îles mineures éloignées des États-Unis'],
		UT: ['Utah'],
		VA: ['Virginia', 'Virginie'],
		VI: ['US Virgin Islands', 'Îles Vierges des États-Unis'],
		VT: ['Vermont'],
		WA: ['Washington'],
		WI: ['Wisconsin'],
		WV: ['West Virginia', 'Virginie-Occidentale'],
		WY: ['Wyoming']
	}
};

export interface Subdivision {
	/** As ISO 3166-2 has it: `CA-QC`. */
	code: string;
	/** ISO 3166-1 alpha-2. */
	country: string;
	name: { en: string; fr: string };
}

/**
 * The provinces, territories, states and nations that can take part in a commitment, after ISO 3166-2:
 * those of the Five Eyes, of the United Kingdom its four nations.
 */
export const SUBDIVISIONS: readonly Subdivision[] = Object.entries(NAMES).flatMap(
	([country, names]) =>
		Object.entries(names).map(([part, [en, fr = en]]) => ({
			code: `${country}-${part}`,
			country,
			name: { en, fr }
		}))
);

const BY_CODE = new Map(SUBDIVISIONS.map((one) => [one.code, one]));

/** Whether there is a subdivision of this code. */
export const isSubdivision = (code: string): boolean => BY_CODE.has(code);

/** What a subdivision is called; its code where it is not known here. */
export function subdivisionName(code: string): Bilingual {
	return BY_CODE.get(code)?.name ?? { en: code, fr: code };
}

/** Names subdivisions in a language, for a list of codes. */
export const subdivisionIn = (locale: Locale) => (code: string) =>
	pickText(subdivisionName(code), locale);

/** The subdivisions of these countries, and those of the codes whatever their country, by their names. */
export function subdivisionsOf(
	countries: readonly (string | null)[],
	codes: readonly string[] = [],
	locale: Locale = 'en'
): Subdivision[] {
	return SUBDIVISIONS.filter(
		({ code, country }) => countries.includes(country) || codes.includes(code)
	).sort((a, b) => a.name[locale].localeCompare(b.name[locale], locale));
}
