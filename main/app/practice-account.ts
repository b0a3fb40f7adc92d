import { join } from 'node:path';
import { Phone } from '../contract/values.ts';
import { makeApiKey } from '../domain/api-keys.ts';
import { AppError } from '../domain/app-error.ts';
import type { Clock } from '../domain/clock.ts';
import { newId } from '../domain/new-id.ts';
import type { Database, PracticePhones } from '../domain/ports.ts';
import { createPracticeClient, PracticeError } from '../practice/practice-client.ts';
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
    const { text, key } = makeApiKey('practice', { role: 'lawyer', lawyerId: id }, keyring.derive('practice key', 41));
    await stores.apiKeys.insert(key, at);
    return { apiKey: text };
  });
}

/** The simulated phones, by way of the practice server's control API. */
export function practicePhones(url: string): PracticePhones {
  const client = createPracticeClient(url);
  async function reach<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      if (error instanceof PracticeError) throw new AppError('practice_unreachable');
      throw error;
    }
  }
  return {
    async scan(lawyer, qr) {
      try {
        await client.scan({ ref: qr, phone: lawyer.phone, name: lawyer.name });
        return true;
      } catch (error) {
        if (error instanceof PracticeError && error.code === 'unknown_ref') return false;
        throw error instanceof PracticeError ? new AppError('practice_unreachable') : error;
      }
    },
    async write(lawyer, from, { text, name }) {
      const { id, timestamp } = await reach(
        client.writeAsClient({ account: lawyer, client: from, text, ...(name === undefined ? {} : { name }) }),
      );
      return { id, at: timestamp * 1000 };
    },
    async arrived(lawyer, on) {
      const messages = await reach(client.readClientPhone(lawyer, on));
      return messages
        .filter((message) => !message.from_me)
        .map(({ id, text, timestamp }) => ({ id, text, at: timestamp * 1000 }));
    },
  };
}
