import { indicatorsFigure } from '../figures/published.ts';
import { indicatorsBeside } from '../queries/indicators.server.ts';
import { indicatorFilters, readFilters } from '../schema.ts';
import type { ReadView } from './view.ts';

/** The published figures about one company or one country. */
export const indicatorsView: ReadView = async (db, params, { asOf }) => {
	const filters = readFilters(indicatorFilters, params);
	const { subject, groups } = await indicatorsBeside(db, filters);
	return {
		figure: subject && indicatorsFigure(subject.name, groups, { asOf: filters.on ?? asOf }),
		methods: ['indicators'],
		page: '/compare/indicators'
	};
};
