import type { Message } from '../../main/contract/entities.ts';
import type { Chat } from './doctor-api.ts';
import type { Check } from './findings.ts';
import { type IsIt, TO_RECEIVE } from './to-receive.ts';
import { SHORT } from './until.ts';
import type { Facts, Walking } from './walking.ts';

/**
 * The other phone writes one of each, and what arrives is looked at. Answers with the chat in which it was seen to write what
 * it was asked for; null: in none.
 */
export async function receive({ api, person, phones, found, until }: Walking): Promise<string | null> {
  let otherChat: string | null = null;
  const seen = new Set<string>();
  for (const { id } of (await chatToWatch())?.messages ?? []) seen.add(id);
  let text: Message | null = null;
  for (const { check, is, what, hasFile } of TO_RECEIVE) {
    if (!(await person.act(check, `On the other phone: ${what.toLowerCase()} to the linked number.`))) {
      found(check, 'skipped');
      continue;
    }
    const arrived = await until(() => arrival(seen, is), SHORT);
    if (arrived) {
      seen.add(arrived.message.id);
      otherChat ??= arrived.chat.id;
    }
    if (arrived && hasFile) await until(() => fileOf(arrived.message.id), SHORT);
    const facts = arrived ? await factsOf(arrived.message, hasFile) : {};
    // WhatsApp Web is never given what is to be viewed once: a file of it is one that we should not have.
    found(check, arrived && facts.file_held !== true ? 'seen' : 'not_seen', facts);
    if (arrived && text === null) {
      found('identity', 'seen', { known_by: arrived.chat.phone === null ? 'lid_only' : 'phone' });
    }
    if (check === 'receive_text') text = arrived?.message ?? null;
  }
  if (text) await receiveChanges(text, seen);
  return otherChat;

  async function receiveChanges(text: Message, seen: Set<string>): Promise<void> {
    const changes: readonly { check: Check; what: string; look(): Promise<Facts | null> }[] = [
      {
        check: 'receive_reply',
        what: 'answer your own text with a reply (swipe it, then write)',
        async look() {
          const reply = await arrival(seen, ({ kind, reply_to }) => kind === 'text' && reply_to !== null);
          return reply?.message.reply_to ? { quoted_found: reply.message.reply_to.message_id === text.id } : null;
        },
      },
      {
        check: 'receive_reaction',
        what: 'react to your text with an emoji',
        async look() {
          const { reactions } = await api.message(text.id);
          return reactions.length > 0 ? { reactions: reactions.length } : null;
        },
      },
      {
        check: 'receive_edit',
        what: 'edit your text',
        async look() {
          const { edited_at } = await api.message(text.id);
          return edited_at === null ? null : { versions_kept: await api.versions(text.id) };
        },
      },
      {
        check: 'receive_revoke',
        what: 'delete your text for everyone',
        async look() {
          const message = await api.message(text.id);
          return message.revoked_at === null ? null : { text_kept: message.text !== '' };
        },
      },
    ];
    for (const { check, what, look } of changes) {
      if (!(await person.act(check, `On the other phone: ${what}.`))) found(check, 'skipped');
      else {
        const facts = await until(look, SHORT);
        found(check, facts ? 'seen' : 'not_seen', facts ?? {});
      }
    }
  }

  /** Where the other phone writes. Its number may not be known of its chat; but one with another number is not its own. */
  async function chatToWatch(): Promise<Chat | null> {
    const known = await api.chatWith(phones.other);
    if (known) return known;
    if (otherChat !== null) return api.chatOf(otherChat);
    const newest = await api.newestChat();
    return newest?.phone === null ? newest : null;
  }

  async function arrival(seen: ReadonlySet<string>, is: IsIt): Promise<{ chat: Chat; message: Message } | null> {
    const chat = await chatToWatch();
    const message = chat?.messages.find(
      (candidate) => candidate.direction === 'inbound' && is(candidate) && !seen.has(candidate.id),
    );
    return chat && message ? { chat, message } : null;
  }

  async function fileOf(id: string): Promise<true | null> {
    const { attachment } = await api.message(id);
    return attachment !== null && attachment.status !== 'pending' ? true : null;
  }

  async function factsOf(message: Message, hasFile: boolean): Promise<Facts> {
    const { id, sent_at, stored_at, view_once, disappears_after } = message;
    const { attachment } = await api.message(id);
    return {
      seconds_until_stored: Math.round((Date.parse(stored_at) - Date.parse(sent_at)) / 1000),
      ...(hasFile ? { file: attachment?.status ?? null, bytes: attachment?.size ?? null } : {}),
      ...(view_once ? { view_once, file_held: attachment?.status === 'stored' } : {}),
      ...(disappears_after === null ? {} : { disappears_after }),
    };
  }
}
