import { join } from 'node:path';
import type { PracticeMessage } from '../contract/entities.ts';
import { Phone } from '../contract/values.ts';
import { makeApiKey } from '../domain/api-keys.ts';
import { AppError } from '../domain/app-error.ts';
import type { Clock } from '../domain/clock.ts';
import { newId } from '../domain/new-id.ts';
import type { Database, PracticePhones } from '../domain/ports.ts';
import { createPracticeClient, type PhoneMessage, PracticeError } from '../practice/practice-client.ts';
import { createPracticeServer, type PracticeServer } from '../practice/practice-server.ts';
import type { Keyring } from './keyring.ts';
import type { SettingsStore } from './settings.ts';

/** A number that belongs to nobody: 555-01xx is kept for fiction in North America. */
const FIRST_LAWYER = { name: 'Practice Lawyer', email: 'practice@lexline.example', phone: Phone.parse('+12025550100') };

/** Serves the stand-in page at the address it had before, or at a new one when that is taken by somebody else. */
export async function startPracticeServer(
  dataDir: string,
  assetsDir: string,
  settings: SettingsStore,
): Promise<PracticeServer> {
  const options = { ledgerFile: join(dataDir, 'practice', 'ledger.jsonl'), assetsDir };
  const port = settings.get('practicePort');
  const server = await createPracticeServer({ ...options, port }).catch((error: NodeJS.ErrnoException) => {
    if (port === 0 || error.code !== 'EADDRINUSE') throw error;
    return createPracticeServer(options);
  });
  settings.set('practicePort', Number(new URL(server.url).port));
  return server;
}

/**
 * The first practice lawyer, made on the first start, and its API key: derived from the data folder's master key, so
 * that scripts can keep it from start to start though only its hash is stored.
 */
export async function ensurePracticeLawyer(
  database: Database,
  keyring: Keyring,
  clock: Clock,
): Promise<{ apiKey: string }> {
  return database.write(async (stores) => {
    const at = clock.now();
    const [first] = await stores.lawyers.all();
    const { id } = first ?? (await stores.lawyers.insert({ id: newId('law', at), ...FIRST_LAWYER, at }));
    const { text, key } = makeApiKey(
      'practice',
      { role: 'lawyer', lawyerId: id },
      { name: 'Practice key', at, entropy: keyring.derive('practice key', 41) },
    );
    await stores.apiKeys.insert(key);
    return { apiKey: text };
  });
}

/** Codes of the practice server that say: what the phone was shown is no longer valid. */
const STALE_CODES = new Set(['unknown_ref', 'unknown_code', 'expired_code']);

/** The simulated phones, by way of the practice server's control API. */
export function practicePhones(url: string): PracticePhones {
  const client = createPracticeClient(url);
  return {
    scan: ({ phone, name }, qr) => isStillValid(client.scan({ ref: qr, phone, name })),
    enterPairingCode: ({ phone, name }, code) => isStillValid(client.enterPairingCode({ code, phone, name })),
    unlink: (lawyer) => reach(client.logout(lawyer)),
    async write(lawyer, from, message) {
      const { id, timestamp } = await reach(client.writeAsClient({ account: lawyer, client: from, ...message }));
      return { id, at: timestamp * 1000 };
    },
    act: (lawyer, by, action) => reach(client.act({ account: lawyer, client: by }, action)),
    async arrived(lawyer, on) {
      const messages = await reach(client.readClientPhone(lawyer, on));
      return messages.filter((message) => !message.from_me).map(toPracticeMessage);
    },
    async writtenBy(lawyer, by) {
      const messages = await reach(client.readClientPhone(lawyer, by));
      return messages
        .filter(({ from_me }) => from_me)
        .map(({ id, kind, status }) => ({ id, kind, read: status !== 'delivered' }));
    },
    faults: () => reach(client.faults()),
    setFaults: (change) => reach(client.setFaults(change)),
  };
}

function toPracticeMessage(message: PhoneMessage): PracticeMessage {
  const { id, kind, text, timestamp, edited, revoked, reply_to, reactions, file } = message;
  return {
    id,
    kind,
    text,
    sent_at: new Date(timestamp * 1000).toISOString(),
    edited,
    revoked,
    reply_to,
    reaction: reactions.find(({ by }) => by === 'lawyer')?.emoji ?? null,
    file,
  };
}

/** True as well when WhatsApp then asks for a passkey: the code was taken, and the session tells the rest. */
async function isStillValid(linking: Promise<boolean>): Promise<boolean> {
  try {
    await linking;
    return true;
  } catch (error) {
    if (error instanceof PracticeError && STALE_CODES.has(error.code)) return false;
    throw toAppError(error);
  }
}

async function reach<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    throw toAppError(error);
  }
}

/** Refusals are in our own server's words, the field they are about in front where there is one. */
function toAppError(error: unknown): unknown {
  if (!(error instanceof PracticeError)) return error;
  if (error.code === 'practice_unreachable') return new AppError('practice_unreachable');
  const [, field = 'request', message = error.message] = /^([a-z_.]+): (.+)$/.exec(error.message) ?? [];
  return new AppError('practice_refused', [{ field, message }]);
}

/** The live account has no simulated phones; its practice routes are refused before they get here. */
const practiceOnly = (): Promise<never> => Promise.reject(new AppError('practice_only'));
export const unreachablePhones: PracticePhones = {
  scan: practiceOnly,
  enterPairingCode: practiceOnly,
  unlink: practiceOnly,
  write: practiceOnly,
  act: practiceOnly,
  arrived: practiceOnly,
  writtenBy: practiceOnly,
  faults: practiceOnly,
  setFaults: practiceOnly,
};
