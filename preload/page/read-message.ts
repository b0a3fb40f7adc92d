import type { PageMessage } from '../../main/contract/page.ts';
import { type MessageModel, type Wid, wpp } from './wpp.ts';

/** A wid as `user@server`, without the device part that some carry (`491511…:12@c.us`). */
export function jidOf(wid: Wid): string {
  return String(wid).replace(/:\d+@/, '@');
}

/** The phone number behind an opaque `@lid` chat, in digits, where the page has learnt it. */
function phoneOf(jid: string): string | null {
  const [user, server] = jid.split('@');
  if (server === 'c.us' || server === 's.whatsapp.net') return user ?? null;
  if (server !== 'lid') return null;
  try {
    const { lidPnCache, WidFactory } = wpp()?.whatsapp ?? {};
    return lidPnCache?.getPhoneNumber(WidFactory?.createWid(jid))?.user ?? null;
  } catch {
    return null;
  }
}

/** One of the page's messages in our form. For other kinds than text, `body` is a thumbnail: the caption is the text. */
export function readMessage(model: MessageModel): PageMessage {
  const type = model.type ?? 'unknown';
  const chat = jidOf(model.id.remote);
  return {
    id: model.id.id,
    chat,
    fromMe: model.id.fromMe,
    type,
    text: (type === 'chat' ? model.body : model.caption) ?? '',
    timestamp: model.t ?? 0,
    senderName: model.notifyName ?? null,
    ack: model.ack ?? null,
    phone: phoneOf(chat),
  };
}
