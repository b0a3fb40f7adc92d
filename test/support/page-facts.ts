import { PageMessage, type PageReaction } from '../../main/contract/page-reports.ts';
import type { PageFact } from '../../main/domain/receive-from-page.ts';

export const CHAT = '4915112345678@c.us';
export const LID = '99887766@lid';
export const GROUP = '120363000000000001@g.us';

/** Seconds; 20 November 2026, noon. */
export const NOON = Date.UTC(2026, 10, 20, 12) / 1000;

/** A message as the page shows it; what is not given is what a plain text of a client's has. */
export function pageMessage(change: Partial<PageMessage> = {}): PageMessage {
  return PageMessage.parse({
    id: 'AC01',
    chat: CHAT,
    fromMe: false,
    type: 'chat',
    text: 'Hello',
    timestamp: NOON,
    senderName: 'Bea',
    broadcast: false,
    ...change,
  });
}

export function said(change: Partial<PageMessage> = {}): PageFact {
  return { kind: 'message', message: pageMessage(change) };
}

export function acked(ack: number, id = 'ME01', chat = CHAT, fromMe = true): PageFact {
  return { kind: 'ack', ack: { id, chat, fromMe, ack } };
}

export function reacted(emoji: string, change: Partial<PageReaction> = {}): PageFact {
  const reaction = { id: 'AC01', chat: CHAT, fromMe: false, byMe: false, sender: CHAT, timestamp: NOON + 60 };
  return { kind: 'reaction', reaction: { ...reaction, emoji, ...change } };
}

export function aliased(lid: string | null, phone: string | null, username: string | null = null): PageFact {
  return { kind: 'alias', alias: { lid, phone, username } };
}
