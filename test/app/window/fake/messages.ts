import type { MESSAGE_CALLS } from '../../../../main/contract/ipc/messages.ts';
import type { AnswersOf } from './answers-of.ts';
import { ago } from './fake-id.ts';
import { takeBack } from './outbox.ts';
import { FakeProblem } from './problem.ts';
import type { FakeWorld } from './world.ts';

export function messageAnswers(world: FakeWorld): AnswersOf<typeof MESSAGE_CALLS> {
  return {
    'messages.send': ({ lawyer_id, to, conversation_id, text, attachment, reply_to }) => {
      const chat = conversation_id
        ? world.chat(lawyer_id, conversation_id)
        : world.chatWith(lawyer_id, to ?? '', to ?? '');
      const file = attachment ? world.uploads.get(attachment.id) : null;
      if (attachment && !file) throw new FakeProblem('attachment_not_found');
      const quoted = reply_to ? world.message(lawyer_id, reply_to).message : null;
      const message = world.addMessage(lawyer_id, chat, {
        direction: 'outbound',
        text: text ?? '',
        kind: file ? (attachment?.use ?? (file.mime_type?.startsWith('image/') ? 'image' : 'document')) : 'text',
        attachment: file ?? null,
        reply_to: quoted && { message_id: quoted.id, whatsapp_id: quoted.whatsapp_id, preview: quoted.text },
      });
      const isReady = world.lawyer(lawyer_id).session.state === 'ready';
      world.enqueue(lawyer_id, chat, { message_id: message.id, waits_for: isReady ? 'turn' : 'session' });
      return { id: message.id, conversation_id: chat.conversation.id };
    },
    'messages.get': ({ lawyer_id, id }) => world.message(lawyer_id, id).message,
    'messages.versions': ({ id }) => world.versions.get(id) ?? [],
    'messages.times': ({ lawyer_id, id }) => {
      const { message } = world.message(lawyer_id, id);
      const { edited_at, revoked_at } = message;
      const later = [
        ...(edited_at === null ? [] : [{ what: 'edited' as const, at: edited_at }]),
        ...(revoked_at === null ? [] : [{ what: 'revoked' as const, at: revoked_at }]),
      ];
      if (message.direction === 'inbound') return later;
      const ways = ['sent', 'delivered', 'read'] as const;
      const reached = ways.slice(0, ways.findIndex((way) => message.status.startsWith(way)) + 1);
      const minutesOn = (minutes: number) => new Date(Date.parse(message.sent_at) + minutes * 60_000).toISOString();
      return [...reached.map((way, index) => ({ what: way, at: minutesOn(index) })), ...later];
    },
    'messages.react': ({ lawyer_id, id, emoji }) => {
      const { chat, message } = world.message(lawyer_id, id);
      const others = message.reactions.filter(({ from }) => from === 'client');
      const ours = { emoji, from: 'lawyer' as const, sender_name: null, reacted_at: ago(0) };
      world.change(lawyer_id, chat, id, { reactions: emoji === '' ? others : [...others, ours] }, 'message.reaction');
      return undefined;
    },
    'messages.edit': ({ lawyer_id, id, text }) => {
      const { chat, message } = world.message(lawyer_id, id);
      const before = { text: message.text, written_at: message.edited_at ?? message.sent_at };
      world.versions.set(id, [...(world.versions.get(id) ?? []), before]);
      world.change(lawyer_id, chat, id, { text, edited_at: ago(0) }, 'message.edited');
      return undefined;
    },
    'messages.revoke': ({ lawyer_id, id }) => {
      world.change(lawyer_id, world.message(lawyer_id, id).chat, id, { revoked_at: ago(0) }, 'message.revoked');
      return undefined;
    },
    'messages.retry': ({ lawyer_id, id, confirm }) => {
      const { chat, message } = world.message(lawyer_id, id);
      if (message.status === 'unknown' && !confirm) throw new FakeProblem('confirmation_needed');
      world.change(lawyer_id, chat, id, { status: 'queued', error: null }, 'message.edited');
      world.enqueue(lawyer_id, chat, { message_id: id });
      return undefined;
    },
    'messages.cancel': ({ lawyer_id, id }) => {
      const row = world.queue.find((one) => one.message_id === id && one.action === 'send');
      if (!row || row.lawyerId !== lawyer_id) throw new FakeProblem('already_on_its_way');
      takeBack(world, row);
      return undefined;
    },
  };
}
