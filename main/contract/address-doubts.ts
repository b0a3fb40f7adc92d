import { looksAlike } from './looks-alike.ts';
import { readableHost } from './punycode.ts';
import type { WebAddress } from './web-address.ts';

/** Why an address deserves a second look. */
export type AddressDoubt = 'user_info' | 'look_alike' | 'foreign_letters' | 'number_host' | 'not_encrypted';

/** The worst comes first. */
export function addressDoubts({ scheme, host, hasUserInfo }: WebAddress): AddressDoubt[] {
  if (scheme === 'mailto:' || scheme === 'tel:') return [];
  const name = host.replace(/:\d+$/, '');
  const labels = readableHost(name).split('.');
  const isForeign = /(^|\.)xn--/.test(name);
  const found: [AddressDoubt, boolean][] = [
    ['user_info', hasUserInfo],
    ['look_alike', isForeign && labels.some(looksAlike)],
    ['foreign_letters', isForeign && !labels.some(looksAlike)],
    // A browser writes every number that stands for an address, `0x7f.1` or `2130706433`, in this form.
    ['number_host', /^\d+\.\d+\.\d+\.\d+$/.test(name) || name.startsWith('[')],
    ['not_encrypted', scheme === 'http:'],
  ];
  return found.filter(([, is]) => is).map(([doubt]) => doubt);
}
