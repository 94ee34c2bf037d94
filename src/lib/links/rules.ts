import type { Unreached } from '#lib/server/outgoing.ts';
import { ADDRESS_BYTES, type LinkOutcome, type LinkStanding } from './vocabulary.ts';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;

/** How long is waited after each time in a row that an address did not answer, then always the last. */
const WAITS = [HOUR, 4 * HOUR, 12 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY];
const LONGEST = 6 * DAY;
/** From which of these on it waits for the night after it: then others are asked too, and it is seen whether it is us. */
const TO_THE_NIGHT = 12 * HOUR;
/** What has not answered is broken only after so many attempts, and so long. */
const ATTEMPTS = 3;
const PATIENCE = DAY;
/** The hours of the night, in universal time, over which what is public is spread. */
const NIGHT = 5 * HOUR;
/** How long it counts that somebody saw the page. */
export const SEEN_FOR = 180 * DAY;

/** What an address answered, or why it did not. */
export type Answered = { status: number; type: string | null } | { reason: Unreached };

export interface Verdict {
	outcome: LinkOutcome;
	/** What it answered last; none where there was no answer, or where we do not go. */
	status: number | null;
}

const ARCHIVES =
	/^application\/(zip|gzip|zstd|vnd\.rar|java-archive|x-(7z-compressed|rar(-compressed)?|zip(-compressed)?|gzip|g?tar|bzip2?|xz|iso9660-image|apple-diskimage))$/;

/** Whether this is a picture, a film or an archive, to which the portal does not link as evidence. */
export const isMedia = (type: string | null): boolean => {
	const bare = (type ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
	return /^(image|video)\//.test(bare) || ARCHIVES.test(bare);
};

const FILES =
	/\.(jpe?g|jpe|jfif|png|apng|gif|webp|avif|hei[cf]|jxl|bmp|tiff?|svgz?|ico|psd|mp4|m4v|mov|avi|mkv|webm|wmv|flv|mpe?g|3gp|ogv|m3u8|zip|7z|rar|tar|t?gz|tbz2?|bz2|t?xz|zst|iso|dmg|cab|jar)$/i;

/** Whether the path of an address ends with the name of such a file. */
export function namesMedia(address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { pathname } = new URL(address);
	return FILES.test(decoded(pathname).replace(/[\s/.]+$/, ''));
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

/** What an answer means. */
export function verdictOf(answered: Answered): Verdict {
	if ('reason' in answered) {
		const refused = answered.reason === 'address' || answered.reason === 'redirected';
		return { outcome: refused ? 'refused' : 'unreachable', status: null };
	}
	const { status, type } = answered;
	if (status < 400) return { outcome: isMedia(type) ? 'refused' : 'works', status };
	return { outcome: status === 404 || status === 410 ? 'gone' : 'unreachable', status };
}

/** Whether somebody is there who does not let programs in. */
const isClosed = ({ outcome, status }: Pick<LinkCheck, 'outcome' | 'status'>): boolean =>
	outcome === 'unreachable' && status !== null && status >= 400 && status < 500;

/** What is known of an address. */
export interface LinkCheck {
	outcome: LinkOutcome | null;
	status: number | null;
	/** How often in a row it did not answer, and since when. */
	attempts: number;
	failingSince: Date | null;
	triedAt: Date | null;
	checkedAt: Date | null;
	seenAt: Date | null;
}

/** The next night at a moment of it; `chance` lies between 0 and 1. */
function inTheNight(now: Date, chance: number): Date {
	const midnight = Math.floor(now.getTime() / DAY) * DAY + DAY;
	return new Date(midnight + Math.round(chance * NIGHT));
}

/**
 * What is known of an address once this came of asking for it, and when it is asked for again. What is gone is gone at
 * once; what did not answer, or lets us in no more, stays as it was until it has not for a day. `offline`: nobody at all
 * has answered lately, so that it may be us.
 */
export function noted(
	before: LinkCheck,
	{ outcome, status }: Verdict,
	{ now, chance, offline }: { now: Date; chance: number; offline: boolean }
): LinkCheck & { nextAt: Date } {
	const found = { outcome, status, triedAt: now, checkedAt: now };
	if (outcome === 'works')
		return {
			...found,
			attempts: 0,
			failingSince: null,
			seenAt: null,
			nextAt: inTheNight(now, chance)
		};
	const attempts = before.attempts + 1;
	const failingSince = before.failingSince ?? (offline ? null : now);
	const wait = WAITS[attempts - 1] ?? LONGEST;
	const then = new Date(now.getTime() + Math.round(wait * (0.9 + 0.2 * chance)));
	const night = inTheNight(then, chance);
	const failing = { attempts, failingSince, nextAt: wait < TO_THE_NIGHT ? then : night };
	if (outcome !== 'unreachable') return { ...found, ...failing, seenAt: null, nextAt: night };
	const lasts =
		!offline &&
		attempts >= ATTEMPTS &&
		failingSince !== null &&
		now.getTime() - failingSince.getTime() >= PATIENCE;
	const { seenAt } = before;
	const isNew = before.outcome === null;
	if (lasts || (isNew && isClosed({ outcome, status }))) return { ...found, ...failing, seenAt };
	return { ...before, ...failing, triedAt: now };
}

/** How a link stands; none is known of one that was never asked for. */
export function standingOf(check: LinkCheck | undefined, now: Date): LinkStanding {
	if (!check) return 'waiting';
	const { outcome, attempts, seenAt } = check;
	if (outcome === 'works') return 'works';
	if (outcome === 'gone' || outcome === 'refused') return 'broken';
	if (seenAt && now.getTime() - seenAt.getTime() < SEEN_FOR) return 'seen';
	if (outcome === 'unreachable') return isClosed(check) ? 'closed' : 'broken';
	return attempts ? 'doubtful' : 'waiting';
}

/** Whether it helps that somebody sees the page: what is not there, and where we do not go, nobody vouches for. */
export const mayBeSeen = (check: LinkCheck | undefined): boolean =>
	check !== undefined &&
	check.attempts > 0 &&
	(check.outcome === null || check.outcome === 'unreachable');

/** Why a link is broken: there is nothing, nobody answered, it leads to a picture, film or archive, or where we do not go. */
export type Breach = 'gone' | 'unreachable' | 'media' | 'refused';

/** What readers are told of a link. */
export interface LinkShown {
	/** When it was last found as it is told. */
	checkedAt: Date | null;
	broken: Breach | null;
}

export function shownOf(check: LinkCheck | null | undefined, now: Date): LinkShown {
	const standing = standingOf(check ?? undefined, now);
	if (!check || (standing !== 'works' && standing !== 'broken'))
		return { checkedAt: null, broken: null };
	return { checkedAt: check.checkedAt, broken: standing === 'broken' ? breachOf(check) : null };
}

export const breachOf = ({ outcome, status }: Pick<LinkCheck, 'outcome' | 'status'>): Breach => {
	if (outcome === 'refused') return status === null ? 'refused' : 'media';
	return outcome === 'gone' ? 'gone' : 'unreachable';
};

/** Of these, those that can be asked for: addresses of the web, of a length that can be kept; each once. */
export const askable = (addresses: readonly string[]): string[] => [
	...new Set(
		addresses.filter(
			(one) => /^https?:\/\/\S+$/.test(one) && new TextEncoder().encode(one).length <= ADDRESS_BYTES
		)
	)
];

/** The host that an address names, where one is asked at a time; of an address that names none, itself. */
export const hostOf = (address: string): string =>
	URL.canParse(address) ? new URL(address).host : address;

/** Of these, in their order, one of each host that is not being asked, and no more than so many. */
export function oneOfEachHost(
	addresses: readonly string[],
	busy: readonly string[],
	limit: number
): string[] {
	const hosts = new Set(busy.map(hostOf));
	const chosen: string[] = [];
	for (const address of addresses) {
		if (chosen.length === limit) break;
		if (hosts.has(hostOf(address))) continue;
		hosts.add(hostOf(address));
		chosen.push(address);
	}
	return chosen;
}
