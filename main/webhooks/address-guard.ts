import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import type { FieldReason } from '../contract/problems.ts';

/** Why an address is refused. Each becomes a sentence for the person who registered it. */
export class AddressRefusedError extends Error {
  readonly reason: FieldReason;

  constructor(reason: FieldReason, message: string) {
    super(message);
    this.name = 'AddressRefusedError';
    this.reason = reason;
  }
}

/**
 * `unicast` is ipaddr.js' word for an ordinary public address; IPv4 in IPv6 is looked at as the IPv4 that it is. Of IPv6
 * only 2000::/3 is given out as public (IANA, IPv6 address space): the rest, such as `::10.0.0.1`, is reserved.
 */
function rangeOf(address: string): string {
  const parsed = ipaddr.process(address);
  const range = parsed.range();
  const isOutside = parsed instanceof ipaddr.IPv6 && ((parsed.parts[0] ?? 0) & 0xe000) !== 0x2000;
  return range === 'unicast' && isOutside ? 'reserved' : range;
}

/**
 * Refuses what would make us a way into somebody's private network: only public addresses are allowed, and loopback
 * where the owner of this machine says so. Even then not by a name that somebody else has given to it: whose domain it is
 * could let it lead here after it was looked at. `host` as `URL.hostname` gives it: every notation of an IP address is
 * normal by then. Throws AddressRefusedError.
 */
export function assertAddressAllowed(address: string, host: string, allowLoopback: boolean): void {
  const range = rangeOf(address);
  const isOwnName = ipaddr.isValid(withoutBrackets(host)) || /^localhost\.?$/i.test(host);
  if (range === 'unicast' || (range === 'loopback' && allowLoopback && isOwnName)) return;
  throw new AddressRefusedError('address_not_public', `is a ${range} address, and only public ones are allowed`);
}

/** Checks scheme and host of an address to register. Throws AddressRefusedError. */
export async function assertUrlAllowed(text: string, allowLoopback: boolean): Promise<void> {
  const url = new URL(text);
  if (url.username || url.password)
    throw new AddressRefusedError('address_with_password', 'must not contain a user name or password');
  const addresses = await resolveHost(url.hostname);
  for (const address of addresses) assertAddressAllowed(address, url.hostname, allowLoopback);
  const isLoopback = addresses.every((address) => rangeOf(address) === 'loopback');
  if (url.protocol !== 'https:' && !isLoopback) throw new AddressRefusedError('address_not_https', 'must be https');
}

/** All IP addresses of a host. Throws AddressRefusedError when it has none. */
export async function resolveHost(hostname: string): Promise<string[]> {
  const literal = withoutBrackets(hostname);
  if (ipaddr.isValid(literal)) return [literal];
  try {
    const found = await lookup(hostname, { all: true, verbatim: true });
    return found.map(({ address }) => address);
  } catch {
    throw new AddressRefusedError('host_not_found', 'has a host name that cannot be resolved');
  }
}

function withoutBrackets(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
