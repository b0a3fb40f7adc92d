import type { Database } from './ports.ts';

/** Whether anything is in the hands of a lawyer's WhatsApp page at this moment. What only waits is sent after the next start. */
export function isSending(database: Pick<Database, 'read'>): Promise<boolean> {
  return database.read(async (stores) => {
    for (const { id } of await stores.lawyers.all()) {
      const { sending } = await stores.outbox.countByState(id);
      if (sending > 0) return true;
    }
    return false;
  });
}
