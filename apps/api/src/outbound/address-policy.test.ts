import { describe, expect, it } from '@jest/globals';
import { parseAllowList, refusalOf } from './address-policy.js';

const NOTHING = parseAllowList('');

describe('refusalOf', () => {
  it.each([
    // this machine, in every spelling that a resolver could answer
    '127.0.0.1',
    '127.255.255.254',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::127.0.0.1',
    '0.0.0.0',
    '::',
    // private networks
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '::ffff:10.0.0.1',
    '100.64.0.1',
    'fc00::1',
    'fd12:3456::1',
    // link-local and the services that hand out credentials
    '169.254.169.254',
    '169.254.0.1',
    '::ffff:169.254.169.254',
    'fe80::1',
    'fd00:ec2::254',
    '100.100.100.200',
    // many at once, and nobody
    '224.0.0.1',
    '239.255.255.255',
    '255.255.255.255',
    'ff02::1',
    '240.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '2001:db8::1',
    // IPv4 carried inside IPv6
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fec0::1',
    // no addresses at all
    '',
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    'localhost',
  ])('refuses %s', (address) => {
    expect(refusalOf('example.com', address, NOTHING)).toEqual(expect.any(String));
  });

  it.each([
    '93.184.216.34',
    '1.1.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700:4700::1111',
    '::ffff:1.1.1.1',
  ])('lets %s pass', (address) => {
    expect(refusalOf('example.com', address, NOTHING)).toBeNull();
  });

  it('lets allowed ranges pass, also in IPv6 clothes, and no others', () => {
    const allow = parseAllowList('10.1.0.0/16, 192.168.1.5,fd00::/8');
    expect(refusalOf('x', '10.1.2.3', allow)).toBeNull();
    expect(refusalOf('x', '::ffff:10.1.2.3', allow)).toBeNull();
    expect(refusalOf('x', 'fd00::5', allow)).toBeNull();
    expect(refusalOf('x', '192.168.1.5', allow)).toBeNull();
    expect(refusalOf('x', '192.168.1.6', allow)).toMatch(/private/);
    expect(refusalOf('x', '10.2.0.1', allow)).toMatch(/private/);
  });

  it('opens internal addresses to an allowed name alone, and the credentials of a cloud never by a name', () => {
    const allow = parseAllowList('Prometheus.Internal');
    expect(refusalOf('prometheus.internal', '10.0.0.1', allow)).toBeNull();
    expect(refusalOf('prometheus.internal.', '127.0.0.1', allow)).toBeNull();
    expect(refusalOf('other.internal', '10.0.0.1', allow)).toMatch(/private/);
    expect(refusalOf('prometheus.internal', '169.254.169.254', allow)).toMatch(/credentials/);
    expect(refusalOf('prometheus.internal', 'fd00:ec2::254', allow)).toMatch(/credentials/);
    expect(refusalOf('prometheus.internal', 'fe80::1', allow)).toMatch(/link-local/);
    expect(refusalOf('prometheus.internal', '224.0.0.1', allow)).toMatch(/multicast/);
  });
});

describe('parseAllowList', () => {
  it.each(['10.0.0.0/33', 'http://x', 'a b', '127.1', '*', 'x/8'])('does not take %s', (entry) => {
    expect(() => parseAllowList(`ok.example,${entry}`)).toThrow(entry);
  });
});
