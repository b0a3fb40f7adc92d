import type { Lawyer } from '../../main/contract/entities.ts';
import type { LawyerSettings } from '../../main/contract/lawyer-settings.ts';
import { DEFAULT_SETTINGS } from '../../main/contract/lawyer-settings.ts';
import { MessageText, Phone } from '../../main/contract/values.ts';
import { acceptMessage } from '../../main/domain/accept-message.ts';
import type { Millis } from '../../main/domain/clock.ts';
import { type PageFact, receiveFromPage } from '../../main/domain/receive-from-page.ts';
import { NOON } from './page-facts.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from './temp-database.ts';

/** A lawyer on a database of their own, to whom facts of a page are given. */
export interface ReceivingLawyer {
  store: TempDatabase;
  lawyer: Lawyer;
  at: Millis;
  receive(...facts: PageFact[]): Promise<number>;
  /** As read from what the page holds, and not as it happened. */
  readFromHistory(...facts: PageFact[]): Promise<number>;
  settings(change: Partial<LawyerSettings>): Promise<void>;
  /** A text is accepted for sending. */
  queue(text: string, to?: string): Promise<{ id: string; whatsappId: string; conversationId: string }>;
  events(): string[];
  /** Events of messages. */
  told(): string[];
}

export async function receivingLawyer(at: Millis = NOON * 1000): Promise<ReceivingLawyer> {
  const store = openTempDatabase();
  const lawyer = await addLawyer(store.database, at);
  const receive = async (facts: PageFact[], source: 'live' | 'history') =>
    (await store.database.write((stores) => receiveFromPage(stores, lawyer.id, facts, source, at))).messages;
  const events = () => store.rows<{ type: string }>('SELECT type FROM events ORDER BY cursor').map(({ type }) => type);
  return {
    store,
    lawyer,
    at,
    receive: (...facts) => receive(facts, 'live'),
    readFromHistory: (...facts) => receive(facts, 'history'),
    settings: (change) =>
      store.database.write((stores) => stores.lawyerSettings.set(lawyer.id, { ...DEFAULT_SETTINGS, ...change }, at)),
    async queue(text, to = '+4915112345678') {
      const outgoing = { to: Phone.parse(to), text: MessageText.parse(text) };
      const { id, conversationId } = await store.database.write((stores) =>
        acceptMessage(stores, lawyer.id, outgoing, at),
      );
      const [row] = store.rows<{ whatsapp_id: string }>('SELECT whatsapp_id FROM messages WHERE id = ?', id);
      return { id, conversationId, whatsappId: row?.whatsapp_id ?? '' };
    },
    events,
    told: () => events().filter((type) => type.startsWith('message.')),
  };
}
