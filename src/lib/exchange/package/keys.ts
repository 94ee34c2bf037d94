/** What tells the records of a list apart, and which other list a column of it names. */
export interface Keys {
	primary?: readonly string[];
	foreign?: readonly ForeignKey[];
}

export interface ForeignKey {
	fields: readonly string[];
	/** The list that it names, by its path; its own where none is. */
	list?: string;
	/** The columns that it finds there, where they are called otherwise. */
	reference?: readonly string[];
}

const country: ForeignKey = { fields: ['country'], list: '/countries' };
const organisation = (field: string): ForeignKey => ({
	fields: [field],
	list: '/organisations',
	reference: ['organisation']
});
const company: ForeignKey = { fields: ['company'], list: '/companies' };
const commitment: ForeignKey = {
	fields: ['commitment'],
	list: '/commitments',
	reference: ['reference']
};
const forum: ForeignKey = { fields: ['forum'], list: '/forums' };

/** The keys of every plain list, by its path. */
export const KEYS: Readonly<Record<string, Keys>> = {
	'/frameworks': { primary: ['framework', 'version', 'requirement'] },
	'/countries': { primary: ['country'] },
	'/forums': { primary: ['forum'] },
	'/memberships': { foreign: [forum, country, organisation('organisation')] },
	'/treaty-actions': { primary: ['instrument', 'country', 'action'], foreign: [country] },
	'/organisations': { primary: ['organisation'], foreign: [country] },
	'/companies': { primary: ['company'], foreign: [country, organisation('company')] },
	'/endorsements': { primary: ['company'], foreign: [company] },
	'/assessments': {
		primary: ['organisation', 'framework', 'version', 'cycle', 'requirement'],
		foreign: [
			organisation('organisation'),
			{ fields: ['framework', 'version', 'requirement'], list: '/frameworks' }
		]
	},
	'/commitments': {
		primary: ['reference'],
		foreign: [organisation('owner'), country, forum]
	},
	'/updates': {
		primary: ['update'],
		foreign: [
			commitment,
			organisation('organisation'),
			{ fields: ['corrects'], reference: ['update'] }
		]
	},
	'/milestones': {
		primary: ['commitment', 'position'],
		foreign: [commitment, organisation('party')]
	},
	'/funding-lines': { primary: ['commitment', 'position'], foreign: [commitment] },
	'/findings': { primary: ['finding'], foreign: [company] },
	'/indicators': {
		primary: ['series', 'period'],
		foreign: [country, organisation('organisation')]
	},
	'/summaries': { primary: ['summary', 'edition'] },
	'/changes': {},
	'/compare/over-time': { primary: ['quarter'] },
	'/compare/capabilities': { primary: ['cycle', 'capability'] }
};
