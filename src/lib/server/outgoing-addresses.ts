import ipaddr from 'ipaddr.js';

/** Those of a private network, which a host that the operator named may have. */
const PRIVATE = ['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'];
/** Global unicast, all there is of it: 2000::/3 (RFC 4291). */
const GLOBAL = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is one of the public internet: no loopback, private, link-local, carrier's, multicast,
 * reserved or documentation range, and none in which an IPv4 address is written as IPv6.
 */
export function isPublicAddress(text: string): boolean {
	const address = parse(text);
	if (!address || address.range() !== 'unicast') return false;
	return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(GLOBAL);
}

/** Whether it is one that a named host may have: public, or of a private network. Link-local never is. */
export function isReachableAddress(text: string): boolean {
	return isPublicAddress(text) || PRIVATE.includes(parse(text)?.range() ?? '');
}

const parse = (text: string) => (ipaddr.isValid(text) ? ipaddr.parse(text) : null);

/**
 * Whether the operator named this host as one of the own network. `named`: hosts with commas between them, each with
 * a port where only that one is meant.
 */
export function isNamed(url: URL, named: string | undefined): boolean {
	const known = (named ?? '').split(',').map((one) => one.trim().toLowerCase());
	return known.includes(url.host) || known.includes(url.hostname);
}

/**
 * The address as one that may be asked for: http or https at its usual port and without credentials, or of a host
 * that is named; null where it is none. What its name stands for is checked when it is asked for.
 */
export function outgoingAddress(text: string, named: string | undefined): URL | null {
	if (!URL.canParse(text)) return null;
	const url = new URL(text);
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
	if (url.username || url.password || !url.hostname) return null;
	if (url.port && !isNamed(url, named)) return null;
	return url;
}

/** The IP address that stands in place of a name; null where there is a name. */
export function literalAddress({ hostname }: URL): string | null {
	const bare = hostname.replace(/^\[(.*)\]$/, '$1');
	return ipaddr.isValid(bare) ? bare : null;
}
