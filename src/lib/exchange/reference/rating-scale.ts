/** The five ratings, for every framework so far; the Model National Response's own four phases are read onto them. */
export const RATING_SCALE = [
	{
		value: 0,
		labelEn: 'Not started',
		labelFr: 'Pas commencé',
		meaningEn: 'Nothing is in place yet and nothing is decided.',
		meaningFr: 'Rien n’est encore en place ni décidé.'
	},
	{
		value: 1,
		labelEn: 'Planned',
		labelFr: 'Prévu',
		meaningEn: 'It has been decided, with someone in charge and a date.',
		meaningFr: 'La décision est prise, avec un responsable et une date.'
	},
	{
		value: 2,
		labelEn: 'Partly in place',
		labelFr: 'En place en partie',
		meaningEn: 'It works for some services, some users or some cases.',
		meaningFr: 'Cela fonctionne pour une partie des services, des utilisateurs ou des cas.'
	},
	{
		value: 3,
		labelEn: 'In place',
		labelFr: 'En place',
		meaningEn: 'It works wherever the principle concerns what the organisation does.',
		meaningFr: 'Cela fonctionne partout où le principe concerne l’activité de l’organisation.'
	},
	{
		value: 4,
		labelEn: 'In place, measured and shared',
		labelFr: 'En place, mesuré et partagé',
		meaningEn: 'It is in place, its results are measured, and they are shared with others.',
		meaningFr: 'C’est en place, les résultats sont mesurés et communiqués à d’autres.'
	}
];
