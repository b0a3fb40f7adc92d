import { expect, test } from '@playwright/test';
import type { Session } from '../../../main/contract/entities.ts';
import { linkBy } from '../../doctor/link-by.ts';
import type { LinkingWay } from '../../doctor/person.ts';
import type { Until } from '../../doctor/until.ts';

const QR: Session = { state: 'qr', since: '2026-11-28T10:00:00.000Z', steps: [], qr: 'first', reduced: [] };
const PAIRING: Session = { ...QR, state: 'pairing-code', qr: undefined, pairing_code: 'ABCD1234' };
const READY: Session = { ...QR, state: 'ready', qr: undefined };

/** Looks again at once, as often as there is something to see. */
const until: Until = async (look) => {
  for (let looks = 0; looks < 20; looks += 1) {
    const answer = await look();
    if (answer !== null) return answer;
  }
  return null;
};

/** Walks through these sessions, one a look; the last one stays. */
async function link(way: LinkingWay, sessions: readonly Session[], givesCode = true) {
  const rest = [...sessions];
  const done: string[] = [];
  const api = {
    session: async () => (rest.length > 1 ? rest.shift() : rest[0]) ?? QR,
    async requestPairingCode() {
      done.push('asked');
      return givesCode;
    },
  };
  const person = {
    scan: async (qr: string) => void done.push(`scan ${qr}`),
    enterCode: async (code: string) => void done.push(`enter ${code}`),
  };
  const { session, codes } = await linkBy({ api, person, until }, way);
  return { state: session?.state ?? null, codes, done };
}

test('each new QR code is scanned once', async () => {
  const linked = await link('qr', [QR, QR, { ...QR, qr: 'second' }, READY]);
  expect(linked).toEqual({ state: 'ready', codes: 2, done: ['scan first', 'scan second'] });
});

test('a pairing code is asked for once the page waits for a log-in, and typed in once', async () => {
  const starting: Session = { ...QR, state: 'starting', qr: undefined };
  const linked = await link('code', [starting, QR, QR, PAIRING, PAIRING, READY]);
  expect(linked).toEqual({ state: 'ready', codes: 1, done: ['asked', 'enter ABCD1234'] });
});

test('where WhatsApp gives no pairing code, nobody is asked to type one in', async () => {
  expect(await link('code', [QR], false)).toEqual({ state: null, codes: 0, done: ['asked'] });
});

test('a code that comes to nothing is not asked for again', async () => {
  const linked = await link('code', [QR, PAIRING, QR]);
  expect(linked).toEqual({ state: null, codes: 1, done: ['asked', 'enter ABCD1234'] });
});

test('somebody else’s phone ends the waiting', async () => {
  const other: Session = { ...QR, state: 'logged-out', cause: 'other_account', qr: undefined };
  expect((await link('qr', [QR, other])).state).toBe('logged-out');
});
