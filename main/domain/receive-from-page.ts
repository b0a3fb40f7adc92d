import type { LawyerId } from '../contract/ids.ts';
import type { PageAck, PageAlias, PageItem } from '../contract/page-reports.ts';
import { parseChat } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { learnAlias } from './learn-addresses.ts';
import { applyAck } from './message-status.ts';
import { receiveMessage } from './receive-message.ts';
import { receiveReaction } from './receive-reaction.ts';
import { type Receiving, type Source, startReceiving } from './receiving.ts';
import { recognise } from './recognise-message.ts';
import type { Stores } from './stores.ts';

/** What a page reports of its messages and people, in the order in which it saw it. */
export type PageFact = Extract<PageItem, { kind: 'message' | 'ack' | 'reaction' | 'alias' }>;

/** What became of messages: those that were new, and those of groups, which are left alone while groups are not taken in. */
export interface Received {
  messages: number;
  left: number;
}

/**
 * Stores what a page reported, with its events and webhook rows, in the caller's transaction. Each message is stored
 * once, whatever the page repeats; what is stored already only ever gets better. `readAt` is when the page was asked, where
 * that is longer ago.
 */
export async function receiveFromPage(
  stores: Stores,
  lawyerId: LawyerId,
  facts: readonly PageFact[],
  source: Source,
  at: Millis,
  readAt: Millis = at,
): Promise<Received> {
  const received: Received = { messages: 0, left: 0 };
  const lawyer = await stores.lawyers.find(lawyerId);
  if (!lawyer) return received;
  const receiving = startReceiving(stores, lawyer, source, at, readAt);
  for (const fact of facts) {
    switch (fact.kind) {
      case 'message':
        if (isOfGroup(fact.message.chat) && !(await receiving.takesGroups())) received.left += 1;
        else if (await receiveMessage(receiving, fact.message)) received.messages += 1;
        break;
      case 'ack':
        await receiveAck(receiving, fact.ack);
        break;
      case 'reaction':
        await receiveReaction(receiving, fact.reaction);
        break;
      case 'alias':
        await receiveAlias(receiving, fact.alias);
        break;
    }
  }
  return received;
}

function isOfGroup(jid: string): boolean {
  return parseChat(jid)?.type === 'group';
}

/** An acknowledgement of a message that is not stored yet is no loss: the message itself carries its level. */
async function receiveAck(receiving: Receiving, ack: PageAck): Promise<void> {
  const chat = parseChat(ack.chat);
  if (!ack.fromMe || !chat) return;
  const { stores, lawyerId, at } = receiving;
  const none = { sentAt: null, isTimeRough: false, author: null, broadcast: null };
  const known = await recognise(receiving, { id: ack.id, fromMe: true, jid: ack.chat, chat, ...none });
  if (known) await applyAck(stores, lawyerId, known, ack.ack, at);
}

async function receiveAlias(receiving: Receiving, alias: PageAlias): Promise<void> {
  const isNews = await learnAlias(receiving.stores, receiving.lawyerId, alias, receiving.at);
  if (isNews) receiving.forget();
}
