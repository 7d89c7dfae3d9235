import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type OutboundAllowList, refusalOf } from './address-policy.js';
import { OutboundError } from './outbound-error.js';

export interface ResolvedAddress {
  address: string;
  family: number;
}
/** All addresses of a name. @throws as `dns.lookup` */
export type Resolve = (host: string) => Promise<ResolvedAddress[]>;

/** As the system resolves names: hosts file, search domains, DNS. */
export const resolveBySystem: Resolve = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true, verbatim: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve(addresses);
    });
  });

/**
 * The resolver of the connecting socket: what it answers is what is connected to, so a name cannot be one address when
 * it is checked and another when it is used. A name with one refused address is refused whole: that some of its
 * addresses are public is what an attack by rebinding looks like.
 */
export function guardedLookup(allow: OutboundAllowList, resolve: Resolve): LookupFunction {
  return (host, options, callback) => {
    const fail = (error: Error) => callback(error, [], 0);
    resolve(host).then(
      (addresses) => {
        if (addresses.length === 0) return fail(notResolved(host));
        for (const { address } of addresses) {
          const reason = refusalOf(host, address, allow);
          if (reason !== null) return fail(refused(host, address, reason));
        }
        const first = addresses[0]!;
        if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      () => fail(notResolved(host)),
    );
  };
}

export function refused(host: string, address: string, reason: string): OutboundError {
  const subject =
    host === address ? `The address ${address} is refused` : `${host} leads to ${address} and is refused`;
  return new OutboundError('address_refused', `${subject}: ${reason}. OUTBOUND_ALLOW can allow it.`);
}

function notResolved(host: string): OutboundError {
  return new OutboundError('name_not_resolved', `The name ${host} does not resolve to an address.`);
}
