import type { Message } from '../../main/contract/entities.ts';
import type { FileUse } from '../../main/contract/values.ts';
import type { Chat } from './doctor-api.ts';
import type { Check } from './findings.ts';
import { SAMPLE_DOCUMENT, SAMPLE_IMAGE } from './sample-files.ts';
import { SAMPLE_VIDEO } from './sample-video.ts';
import { SAMPLE_VOICE } from './sample-voice.ts';
import { SHORT } from './until.ts';
import { secondsSince, type Walking } from './walking.ts';

/** Files that hold nothing private, as each is shown on the other phone. */
const TO_SEND: readonly { check: Check; name: string; bytes: Buffer; use: FileUse }[] = [
  { check: 'send_image', name: 'test.png', bytes: SAMPLE_IMAGE, use: 'image' },
  { check: 'send_video', name: 'test.mp4', bytes: SAMPLE_VIDEO, use: 'video' },
  { check: 'send_voice', name: 'test.ogg', bytes: SAMPLE_VOICE, use: 'voice' },
  { check: 'send_document', name: 'test.pdf', bytes: SAMPLE_DOCUMENT, use: 'document' },
];

/**
 * Sends one of each to the other phone, if the person agrees. `otherChat`: where that phone was seen to write, if its number
 * is known of no chat.
 */
export async function send({ api, person, phones, found, until }: Walking, otherChat: string | null): Promise<void> {
  // Never to whoever has written last: that may be somebody else.
  const chat = (await api.chatWith(phones.other)) ?? (otherChat === null ? null : await api.chatOf(otherChat));
  const changes = ['send_reaction', 'send_edit', 'send_revoke'] as const;
  const agreed =
    chat !== null &&
    (await person.agrees(
      'May the chat with the other phone be marked as read, and six messages with no private content be sent there?',
    ));
  if (!agreed) {
    const files = TO_SEND.map(({ check }) => check);
    for (const check of ['mark_read', 'send_text', 'send_reply', ...files, ...changes] as const)
      found(check, 'skipped');
    return;
  }
  // Before anything is sent: that alone shows that the chat was read.
  await markRead(chat);
  const textId = await api.send(chat.id, { text: 'This is a test.' });
  await sent('send_text', textId);
  const inbound = chat.messages.findLast(({ direction, kind }) => direction === 'inbound' && kind === 'text');
  if (inbound) await sent('send_reply', await api.send(chat.id, { text: 'A test reply.', reply_to: inbound.id }));
  else found('send_reply', 'skipped');
  for (const { check, name, bytes, use } of TO_SEND) {
    const { id } = await api.upload(name, bytes);
    await sent(check, await api.send(chat.id, { attachment: { id, use } }));
  }

  if (inbound) {
    await api.react(inbound.id, '👍');
    await changed('send_reaction', inbound.id, ({ reactions }) => reactions.some(({ from }) => from === 'lawyer'));
  } else found('send_reaction', 'skipped');
  await api.edit(textId, 'This is an edited test.');
  await changed('send_edit', textId, ({ edited_at }) => edited_at !== null);
  await api.revoke(textId);
  await changed('send_revoke', textId, ({ revoked_at }) => revoked_at !== null);

  async function markRead({ id }: Chat): Promise<void> {
    const before = (await api.chatOf(id)).unread_count;
    const action = await api.markRead(id);
    const done = await until(async () => ((await api.isQueued(action)) ? null : true), SHORT);
    const shown =
      done && (await person.sees('mark_read', 'On the other phone: are the ticks of your last message blue now?'));
    const { unread_count } = await api.chatOf(id);
    found('mark_read', done && shown !== false && unread_count === 0 ? 'seen' : 'not_seen', {
      unread_before: before,
      unread_after: unread_count,
      blue_ticks: shown,
    });
  }

  async function sent(check: Check, id: string): Promise<void> {
    const startedAt = performance.now();
    const ends = ['sent', 'delivered', 'read', 'failed', 'unknown'];
    const taken = await until(async () => {
      const message = await api.message(id);
      return ends.includes(message.status) ? message : null;
    }, SHORT);
    const works = taken !== null && taken.status !== 'failed' && taken.status !== 'unknown';
    found(check, works ? 'seen' : 'not_seen', {
      seconds: secondsSince(startedAt),
      status: (taken?.status as 'sent' | 'failed' | undefined) ?? null,
    });
  }

  async function changed(check: Check, id: string, isChanged: (message: Message) => boolean): Promise<void> {
    const done = await until(async () => (isChanged(await api.message(id)) ? true : null), SHORT);
    found(check, done ? 'seen' : 'not_seen');
  }
}
