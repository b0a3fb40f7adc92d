import type { Session } from '../../../../main/contract/entities.ts';
import { ago } from './fake-id.ts';

export const QR =
  'https://wa.me/settings/linked_devices#2@q8Zr0bJ4Xn1uWvT7sKpLdYcEaHfGmQxR,3oVtB6nM9kLsPdFgHjKlQwErTyUiOpAs=,Zx8Cv5Bn2Mq1We4Rt7Yu0Io3Pa6Sd9Fg=,Hj2Kl5Zx8Cv1Bn4Mq7We0Rt3Yu6Io9Pa==,1';
export const PAIRING_CODE = 'K7QF2MXA';

/** A session of the contract, with what is left out filled in. */
export function aSession(state: Session['state'], more: Partial<Session> = {}): Session {
  return { state, since: ago(12), steps: [], reduced: [], ...more };
}
