import type { Session } from '../../main/contract/entities.ts';
import type { DoctorApi } from './doctor-api.ts';
import type { LinkingWay, Person } from './person.ts';
import { LONG, SHORT, type Until } from './until.ts';

/** For a code that is typed in, in ms: it is good for three minutes, and then the phone needs a moment. */
const CODE = 4 * 60_000;

interface Linking {
  api: Pick<DoctorApi, 'session' | 'requestPairingCode'>;
  person: Pick<Person, 'scan' | 'enterCode'>;
  until: Until;
}

/** Links it in one way. `session` is null when that could not be done; `codes` is how many the person was shown. */
export async function linkBy(linking: Linking, way: LinkingWay): Promise<{ session: Session | null; codes: number }> {
  const codes = new Set<string>();
  const session = await (way === 'qr' ? scanned(linking, codes) : typedIn(linking, codes));
  return { session, codes: codes.size };
}

async function scanned({ api, person, until }: Linking, codes: Set<string>): Promise<Session | null> {
  return until(async () => {
    const session = await api.session();
    if (session.qr && !codes.has(session.qr)) {
      codes.add(session.qr);
      await person.scan(session.qr);
    }
    return isLinked(session) ? session : null;
  }, LONG);
}

async function typedIn({ api, person, until }: Linking, codes: Set<string>): Promise<Session | null> {
  const isWaiting = await until(async () => ((await api.session()).state === 'qr' ? true : null), LONG);
  // WhatsApp gives few codes to a number: it is asked for one only.
  if (!isWaiting || !(await api.requestPairingCode())) return null;
  const code = await until(async () => (await api.session()).pairing_code ?? null, SHORT);
  if (code === null) return null;
  codes.add(code);
  await person.enterCode(code);
  return until(async () => {
    const session = await api.session();
    return isLinked(session) ? session : null;
  }, CODE);
}

/** Or somebody else's phone has linked it, which ends the waiting, too. */
function isLinked({ state, cause }: Session): boolean {
  return state === 'ready' || cause === 'other_account';
}
