import type { Label } from '#lib/i18n/in-both.ts';
import type { Locale } from '#lib/i18n/vocabulary.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { m } from '#lib/paraglide/messages.js';

/** The sectors of the public record, by the English word it uses for each. */
const SECTORS: Record<string, Label> = {
	'social media': m.organisations_sector_social_media,
	messaging: m.organisations_sector_messaging,
	search: m.organisations_sector_search,
	'video sharing': m.organisations_sector_video_sharing,
	'cloud storage': m.organisations_sector_cloud_storage,
	email: m.organisations_sector_email,
	gaming: m.organisations_sector_gaming,
	livestreaming: m.organisations_sector_livestreaming,
	'online dating': m.organisations_sector_online_dating,
	'e-commerce': m.organisations_sector_e_commerce,
	ISP: m.organisations_sector_isp,
	telecommunications: m.organisations_sector_telecommunications,
	'cloud software': m.organisations_sector_cloud_software,
	devices: m.organisations_sector_devices,
	'social audio': m.organisations_sector_social_audio,
	'online education': m.organisations_sector_online_education,
	media: m.organisations_sector_media,
	'generative AI': m.organisations_sector_generative_ai,
	'creator platform': m.organisations_sector_creator_platform,
	'video conferencing': m.organisations_sector_video_conferencing
};

/** A sector in the reader's language; one that the portal has no words for, as it was recorded. */
export const sectorLabel = (sector: string, locale: Locale = getLocale()): string =>
	SECTORS[sector]?.({}, { locale }) ?? sector;
