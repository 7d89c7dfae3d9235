import { describe, expect, it } from '@jest/globals';
import { accountThrottleKey, addressThrottleKey } from './throttle-key.js';

describe('throttle keys', () => {
  it.each([
    ['192.0.2.7', 'address:192.0.2.7'],
    ['::ffff:192.0.2.7', 'address:192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', 'address:2001:db8:1:2::/64'],
    ['2001:0db8:1:2::1', 'address:2001:db8:1:2::/64'],
    ['2001:db8::1', 'address:2001:db8:0:0::/64'],
    ['::1', 'address:0:0:0:0::/64'],
    ['fe80::1%eth0', 'address:fe80:0:0:0::/64'],
  ])('%s is counted as %s', (address, key) => {
    expect(addressThrottleKey(address)).toBe(key);
  });

  it('counts an account the same in upper case, and does not hold its address', () => {
    expect(accountThrottleKey(' Ann@Example.com ')).toBe(accountThrottleKey('ann@example.com'));
    expect(accountThrottleKey('ann@example.com')).not.toContain('ann');
  });
});
