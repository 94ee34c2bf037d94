import { describe, expect, it } from 'vitest';
import { networkOf } from './networks.ts';

describe('the network of an address', () => {
	it('is the address itself where that is all a subscriber is given', () => {
		expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
		expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
	});

	it('is the first half of a longer one, however that is written', () => {
		const network = networkOf('2001:db8:0:12::1');
		expect(network).toBe('2001:db8:0:12');
		expect(networkOf('2001:0db8:0000:0012:ffff:0:0:9')).toBe(network);
		expect(networkOf('2001:DB8::12:1:2:3:4')).toBe(network);
		expect(networkOf('2001:db8:0:13::1')).not.toBe(network);
		expect(networkOf('::1')).toBe('0:0:0:0');
		expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0');
	});
});
