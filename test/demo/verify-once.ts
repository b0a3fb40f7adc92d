import { escapeHtml } from '../directory/html.ts';
import { DEMO_CLIENTS, WRITTEN_MEANWHILE } from './demo-clients.ts';
import type { PracticeApi } from './practice-api.ts';

/**
 * What must be true in the end, however often something was repeated on the way. `page` is the directory's page, and the
 * first client is the one who wrote while it was down. Throws when something is not so.
 */
export async function verifyOnce(practice: PracticeApi, page: string): Promise<void> {
  for (const [at, { name, phone, text, answer }] of DEMO_CLIENTS.entries()) {
    const texts = [text, answer, ...(at === 0 ? [WRITTEN_MEANWHILE] : [])];
    const messages = await practice.stored(phone);
    if (messages.length !== texts.length)
      throw new Error(`${name}: ${messages.length} messages are stored instead of ${texts.length}`);
    const arrived = await practice.arrived(phone);
    if (arrived.length !== 1) throw new Error(`${name}: the phone shows ${arrived.length} answers instead of 1`);
    for (const shown of texts) {
      const times = page.split(escapeHtml(shown)).length - 1;
      if (times !== 1)
        throw new Error(`${name}: the directory’s page shows “${shown.slice(0, 30)}…” ${times} times instead of once`);
    }
  }
}
