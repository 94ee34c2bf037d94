/**
 * The network that an address belongs to, as far as limits count it: an IPv4 address itself; of an IPv6 address the
 * first 64 bits, since whoever has one has all the addresses that begin so.
 */
export function networkOf(address: string): string {
	const inside = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (inside || !address.includes(':')) return inside ?? address;
	const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::');
	const before = head.split(':').filter(Boolean);
	const after = tail.split(':').filter(Boolean);
	const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
	return [...before, ...zeros, ...after]
		.slice(0, 4)
		.map((group) => parseInt(group, 16).toString(16))
		.join(':');
}
