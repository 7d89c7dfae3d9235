import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Exceptions of the operator (OUTBOUND_ALLOW). */
export interface OutboundAllowList {
  /** names in lower case; what they resolve to may be private */
  readonly hosts: ReadonlySet<string>;
  readonly ranges: readonly (readonly [Address, number])[];
}

/** Everything that is routed on the Internet over IPv6; all else in IPv6 is special, local or a way around a check. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Where clouds hand out credentials to whoever asks from inside. A name that is allowed does not open them: only a
 * range that names them does.
 */
const METADATA = ['169.254.169.254', '169.254.170.2', '100.100.100.200', 'fd00:ec2::254'].map((one) =>
  ipaddr.parse(one).toNormalizedString(),
);
/** What a name of the allow list may resolve to beside public addresses. */
const INTERNAL_RANGES = new Set(['private', 'loopback', 'uniqueLocal', 'carrierGradeNat']);

/**
 * Reads OUTBOUND_ALLOW: names (`prometheus.internal`), addresses and ranges (`10.1.0.0/16`), separated by commas.
 * @throws Error that names the entry which is none of these
 */
export function parseAllowList(text: string): OutboundAllowList {
  const hosts = new Set<string>();
  const ranges: [Address, number][] = [];
  for (const part of text.split(',')) {
    const entry = part.trim().toLowerCase();
    if (entry === '') continue;
    if (ipaddr.isValidCIDR(entry)) ranges.push(ipaddr.parseCIDR(entry) as [Address, number]);
    else if (isLiteral(entry)) ranges.push(single(ipaddr.parse(entry)));
    else if (/^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?$/.test(entry) && !/^[\d.]+$/.test(entry)) hosts.add(entry);
    else throw new Error(`"${entry}" is neither a host name nor an address nor a range such as 10.0.0.0/8`);
  }
  return { hosts, ranges };
}

/** True for an address written out, false for a name. Short forms such as `127.1` are no addresses here. */
export function isLiteral(host: string): boolean {
  return host.includes(':') ? ipaddr.IPv6.isValid(host) : ipaddr.IPv4.isValidFourPartDecimal(host);
}

/**
 * Why nothing may be sent to `address`, which `host` led to; null when it may. Only addresses of the public Internet
 * are open, and what the allow list adds.
 */
export function refusalOf(host: string, address: string, allow: OutboundAllowList): string | null {
  if (!isLiteral(address)) return 'it is not an address';
  // An IPv4 address in IPv6 clothes is judged as what it is.
  const plain = ipaddr.process(address);
  if (allow.ranges.some((range) => isWithin(plain, range))) return null;
  const range: string = plain.range();
  if (METADATA.includes(plain.toNormalizedString())) return 'it is where a cloud keeps its credentials';
  if (range === 'unicast' && (plain.kind() === 'ipv4' || isWithin(plain, GLOBAL_IPV6))) return null;
  if (INTERNAL_RANGES.has(range) && allow.hosts.has(host.toLowerCase().replace(/\.$/, ''))) return null;
  return `it is ${RANGE_WORDS[range] ?? 'not of the public Internet'}`;
}

const RANGE_WORDS: Record<string, string> = {
  private: 'private',
  loopback: 'this machine itself (loopback)',
  linkLocal: 'link-local',
  uniqueLocal: 'private (unique local)',
  carrierGradeNat: 'private (carrier-grade NAT)',
  multicast: 'multicast',
  broadcast: 'broadcast',
  unspecified: 'unspecified',
};

function isWithin(address: Address, [range, bits]: readonly [Address, number]): boolean {
  if (address instanceof ipaddr.IPv4) return range instanceof ipaddr.IPv4 && address.match(range, bits);
  return range instanceof ipaddr.IPv6 && address.match(range, bits);
}

function single(address: Address): [Address, number] {
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}
