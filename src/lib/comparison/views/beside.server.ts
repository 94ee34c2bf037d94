import { companiesSideBySide } from '../queries/companies-beside.server.ts';
import { countriesSideBySide } from '../queries/countries-beside.server.ts';
import { companiesBeside, countriesBeside, gathered, readFilters } from '../schema.ts';
import { companiesBesideFigure } from './companies-beside.ts';
import { countriesBesideFigure } from './countries-beside.ts';
import { periodOf } from './companies.server.ts';
import type { ReadView } from './view.ts';

/** Two to six companies with the same rows, or one against its sector. */
export const companiesBesideView: ReadView = async (db, params, { asOf, locale }) => {
	const filters = readFilters(companiesBeside.partial(), gathered(params, 'company'));
	const shown = await companiesSideBySide(db, filters);
	return {
		figure: companiesBesideFigure(shown, {
			asOf: filters.on ?? asOf,
			locale,
			period: periodOf(shown.cycle)
		}),
		methods: ['self_rating', 'coverage', 'reviewer_rating', 'findings'],
		page: '/compare/companies/side-by-side'
	};
};

/** Two to six countries with the same rows. */
export const countriesBesideView: ReadView = async (db, params, { asOf, locale }) => {
	const filters = readFilters(countriesBeside.partial(), gathered(params, 'country'));
	const { countries } = await countriesSideBySide(db, filters);
	return {
		figure: countriesBesideFigure(countries, { asOf: filters.on ?? asOf, locale }),
		methods: ['status', 'timing', 'funding', 'treaties'],
		page: '/compare/countries/side-by-side'
	};
};
