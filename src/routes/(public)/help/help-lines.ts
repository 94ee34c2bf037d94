import { m } from '#lib/paraglide/messages.js';

interface HelpLine {
	does: () => string;
	name: { en: string; fr: string };
	url: { en: string; fr: string };
	/** Serves in English only, which a reader of French is told. */
	englishOnly?: true;
}

const line = (does: () => string, name: string, url: string): HelpLine => ({
	does,
	name: { en: name, fr: name },
	url: { en: url, fr: url },
	englishOnly: true
});

/** Services that take reports or listen, by country: only official or long-established ones. */
export const HELP_LINES: readonly { place: () => string; lines: readonly HelpLine[] }[] = [
	{
		place: m.public_help_ca,
		lines: [
			{
				does: m.public_help_report,
				name: { en: 'Cybertip.ca', fr: 'Cyberaide.ca' },
				url: {
					en: 'https://www.cybertip.ca/en/report/',
					fr: 'https://www.cyberaide.ca/fr/signalement/'
				}
			},
			{
				does: m.public_help_talk,
				name: { en: 'Kids Help Phone', fr: 'Jeunesse, J’écoute' },
				url: { en: 'https://kidshelpphone.ca/', fr: 'https://jeunessejecoute.ca/' }
			},
			{
				does: m.public_help_remove,
				name: { en: 'NeedHelpNow.ca', fr: 'AidezMoiSVP.ca' },
				url: { en: 'https://needhelpnow.ca/en/', fr: 'https://aidezmoisvp.ca/fr/' }
			}
		]
	},
	{
		place: m.public_help_us,
		lines: [
			line(m.public_help_report, 'NCMEC CyberTipline', 'https://report.cybertip.org/'),
			line(
				m.public_help_talk,
				'Childhelp National Child Abuse Hotline',
				'https://www.childhelphotline.org/'
			),
			line(m.public_help_remove, 'Take It Down', 'https://takeitdown.ncmec.org/')
		]
	},
	{
		place: m.public_help_gb,
		lines: [
			line(m.public_help_report, 'Internet Watch Foundation', 'https://report.iwf.org.uk/'),
			line(m.public_help_police, 'CEOP', 'https://www.ceop.police.uk/'),
			line(m.public_help_talk, 'Childline', 'https://www.childline.org.uk/')
		]
	},
	{
		place: m.public_help_au,
		lines: [
			line(m.public_help_report, 'eSafety Commissioner', 'https://www.esafety.gov.au/report'),
			line(
				m.public_help_police,
				'Australian Centre to Counter Child Exploitation',
				'https://www.accce.gov.au/report'
			),
			line(m.public_help_talk, 'Kids Helpline', 'https://kidshelpline.com.au/')
		]
	},
	{
		place: m.public_help_nz,
		lines: [
			line(m.public_help_report, 'Netsafe', 'https://netsafe.org.nz/'),
			line(m.public_help_police, 'Department of Internal Affairs', 'https://www.dia.govt.nz/'),
			line(m.public_help_talk, 'Youthline', 'https://www.youthline.co.nz/')
		]
	},
	{
		place: m.public_help_elsewhere,
		lines: [
			line(m.public_help_find_hotline, 'INHOPE', 'https://www.inhope.org/'),
			line(
				m.public_help_find_helpline,
				'Child Helpline International',
				'https://childhelplineinternational.org/'
			)
		]
	}
];
