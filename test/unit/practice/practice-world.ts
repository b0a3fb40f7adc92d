import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPracticeClient, type PracticeClient, PracticeError } from '../../../main/practice/practice-client.ts';
import {
  createPracticeServer,
  type PracticeServer,
  type PracticeServerOptions,
} from '../../../main/practice/practice-server.ts';
import { openPageDevice, type PageDevice } from './page-device.ts';

/** A practice server in a folder of its own, the people around it, and devices without a browser. */
export interface PracticeWorld {
  folder: string;
  server: PracticeServer;
  people: PracticeClient;
  device(options?: Parameters<typeof openPageDevice>[1]): Promise<PageDevice>;
  /** A device that the account's phone has linked. */
  linkedDevice(account: string): Promise<PageDevice>;
  close(): Promise<void>;
}

export async function createPracticeWorld(options: Partial<PracticeServerOptions> = {}): Promise<PracticeWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'practice-world-'));
  const server = await createPracticeServer({
    ledgerFile: join(folder, 'ledger.jsonl'),
    assetsDir: join(import.meta.dirname, '../../../resources/practice'),
    ...options,
  });
  const people = createPracticeClient(server.url);
  const devices: PageDevice[] = [];

  async function device(deviceOptions?: Parameters<typeof openPageDevice>[1]): Promise<PageDevice> {
    const opened = await openPageDevice(server.url, deviceOptions);
    devices.push(opened);
    return opened;
  }

  return {
    folder,
    server,
    people,
    device,
    async linkedDevice(account) {
      const opened = await device();
      await people.scan({ ref: String((await opened.next('code')).full), phone: account });
      await opened.next('linked');
      return opened;
    },
    async close() {
      for (const opened of devices) opened.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `status code` of a refusal; what it resolved with, if it was none. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    return `resolved: ${await call}`;
  } catch (error) {
    return error instanceof PracticeError ? `${error.status} ${error.code}` : String(error);
  }
}
