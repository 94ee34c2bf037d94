/**
 * What has no place in any text here: a file pasted into it, and the address of a private person. Each sign is looked for in
 * bounded steps, whatever the text.
 */

/** A data URI with something in it, as browsers and Markdown take it; or what a file looks like in letters and digits. */
const PASTED = [
	/\bdata:[\w.+/-]{0,100}(?:;[\w.+=-]{0,80}){0,5},\S/i,
	/(?:[A-Za-z0-9+/]{100}){6}/
] as const;

/** Whether a file was pasted into a text. It is refused: the portal holds no files, whatever is in them. */
export const hasPastedFile = (text: string): boolean => PASTED.some((sign) => sign.test(text));

/** Words of which the name of an office's mailbox is made, in both languages. */
const OFFICES = new Set(
	`abuse accueil admin administration affaires aide assistance bureau cabinet child childprotection comms communication
	communications complaints conformite contact contacts courrier data desk dpo enfance enquiries equipe foi general
	help helpdesk hotline info infos information inquiries legal mail media medias ministre ministry office online
	plaintes policy politique postmaster press presse privacy programme protection public publique registry
	renseignements report reporting reports safety secretariat secretary securite security service services
	signalement signalements support team transparency transparence trust trustandsafety webmaster`.split(
		/\s+/
	)
);

const isOffice = (local: string): boolean =>
	local
		.toLowerCase()
		.split(/[._+-]+/)
		.some((word) => OFFICES.has(word));

/** The e-mail addresses in a text that do not read as those of an office. */
export function personalAddressesIn(text: string): string[] {
	const found: string[] = [];
	for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
		const local = /[\p{L}\p{N}_.+-]{1,64}$/u.exec(text.slice(Math.max(0, at - 64), at))?.[0];
		const host = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/u.exec(
			text.slice(at + 1, at + 255)
		)?.[0];
		if (local && host && !isOffice(local)) found.push(`${local}@${host}`);
	}
	return found;
}

/** The field by which somebody says that the addresses in what they send are public offices'. */
export const ADDRESSES_ARE_PUBLIC = 'addressesArePublic';

let warned = false;

/** Reads something with a warning of personal addresses in any of its texts, or without. Reading does not wait, so nobody else reads meanwhile. */
export function withWarning<T>(on: boolean, read: () => T): T {
	const before = warned;
	warned = on;
	try {
		return read();
	} finally {
		warned = before;
	}
}

/** Whether a text is to be looked at again before it is taken. */
export const isToBeWarnedOf = (text: string): boolean =>
	warned && personalAddressesIn(text).length > 0;
