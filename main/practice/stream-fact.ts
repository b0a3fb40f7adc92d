import { jidOfPerson, type Naming } from './jid.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { LidKnowledge } from './lid-knowledge.ts';
import type { PracticeState } from './practice-state.ts';
import { createWire } from './wire-message.ts';

/** Something that a page is told: the name of an event and its data. */
export type StreamEvent = readonly [name: string, data: unknown];

/** What a linked page is told about an entry of its account; `null` for what no device is told of. */
export function streamFact(
  state: PracticeState,
  entry: LedgerEntry,
  naming: Naming,
  lids: LidKnowledge,
): StreamEvent | null {
  const wire = createWire(state, naming);
  switch (entry.kind) {
    case 'message': {
      const message = state.message(entry.seq);
      if (!message) return null;
      const told = wire.message(message);
      if (entry.chat !== undefined) {
        const subject = state.chat(entry.account, entry.chat)?.name ?? null;
        return ['message', { ...told, subject }];
      }
      if (naming === 'phone') return ['message', told];
      lids.meet(entry.account, entry.client);
      const phone = lids.knows(entry.account, entry.client) ? entry.client : null;
      return ['message', { ...told, phone }];
    }
    case 'ack': {
      const t = Math.floor(entry.at / 1000);
      return ['ack', { chat: wire.jidOf(entry), id: entry.id, ack: entry.ack, t }];
    }
    case 'edit':
      return ['edit', wire.edit(entry)];
    case 'revoke':
      return ['revoke', wire.revoke(entry)];
    case 'reaction':
      return ['reaction', wire.reaction(entry)];
    case 'seen':
      return ['seen', { chat: wire.jidOf(entry) }];
    default:
      return null;
  }
}

/** The number behind a lid, as the page learns it. */
export function lidFact(client: string): StreamEvent {
  return ['lid', { lid: jidOfPerson(client, 'lid'), phone: client }];
}
