import { isIPv6 } from 'node:net';
import { hashSecret } from './create-secret.js';

/** Key under which failed sign-ins of an account are counted, whether it exists or not. Holds no address in clear. */
export function accountThrottleKey(email: string): string {
  return `account:${hashSecret(email.trim().toLowerCase()).toString('base64url')}`;
}

/** Key of a client address. One IPv6 customer has a whole /64, so that is what is counted. */
export function addressThrottleKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return `address:${mapped[1]}`;
  if (!isIPv6(address)) return `address:${address}`;
  return `address:${firstFourGroups(address).join(':')}::/64`;
}

function firstFourGroups(address: string): string[] {
  const [head = '', tail] = address.split('%', 1)[0]!.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
}
