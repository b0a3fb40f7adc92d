import type { Attachment, Client, Message, Session } from '../../../main/contract/entities.ts';
import type { IpcCall, IpcOutput, IpcParsed } from '../../../main/contract/ipc.ts';
import { DEFAULT_SETTINGS } from '../../../main/contract/lawyer-settings.ts';
import type { ProblemCode } from '../../../main/contract/problems.ts';
import { ago } from './fake-id.ts';
import type { FakeMedia } from './fake-media.ts';
import { aSession, type FakeChat, type FakeWorld, NO_HISTORY, PAIRING_CODE, QR, RECOVERY_KEY } from './fake-world.ts';

/** A call that the fake main process refuses, as the real one would. */
export class FakeProblem extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode) {
    super(code);
    this.code = code;
  }
}

function unseen(): never {
  throw new FakeProblem('staff_not_found');
}

type Answers = { [Call in IpcCall]: (input: IpcParsed<Call>) => IpcOutput<Call> };

const PAGE = 50;

/** What the window can ask for, answered from the fake world. */
export function fakeAnswers(world: FakeWorld, media: FakeMedia): Answers {
  const chatOf = (lawyerId: string, id: string): FakeChat => {
    const chat = world.chatsOf(lawyerId).find(({ conversation }) => conversation.id === id);
    if (!chat) throw new FakeProblem('conversation_not_found');
    return chat;
  };
  const messageOf = (lawyerId: string, id: string): { chat: FakeChat; message: Message } => {
    for (const chat of world.chatsOf(lawyerId)) {
      const message = chat.messages.find((one) => one.id === id);
      if (message) return { chat, message };
    }
    throw new FakeProblem('message_not_found');
  };
  const clientOf = (id: string): Client => {
    const client = world.clients.get(id);
    if (!client) throw new FakeProblem('client_not_found');
    return client;
  };
  const sessionOf = (lawyerId: string): Session => {
    const lawyer = world.lawyers.find(({ id }) => id === lawyerId);
    if (!lawyer) throw new FakeProblem('lawyer_not_found');
    return lawyer.session;
  };
  const become = (lawyerId: string, state: Session['state'], more: Partial<Session> = {}) => {
    sessionOf(lawyerId);
    world.setSession(lawyerId, aSession(state, { since: ago(0), ...more }));
    return undefined;
  };
  const chatWith = (lawyerId: string, phone: string, name: string): FakeChat =>
    world.chatsOf(lawyerId).find(({ conversation }) => conversation.phone === phone) ??
    world.addChat(lawyerId, name, phone);
  const attachmentOf = (lawyerId: string, id: string): Attachment => {
    const found = world
      .chatsOf(lawyerId)
      .flatMap(({ messages }) => messages)
      .find(({ attachment }) => attachment?.id === id)?.attachment;
    if (!found) throw new FakeProblem('attachment_not_found');
    return found;
  };
  const cancel = (row: (typeof world.queue)[number]) => {
    if (row.state === 'sending') throw new FakeProblem('already_on_its_way');
    world.unqueue(({ id }) => id === row.id);
    if (row.action !== 'send' || row.message_id === null) return;
    const { chat, message } = messageOf(row.lawyerId, row.message_id);
    world.change(row.lawyerId, chat, message.id, { status: 'cancelled' }, 'message.cancelled');
  };

  return {
    'app.status': () => world.status,
    'app.confirmRecoveryKey': () => {
      world.setAppStatus({ recovery_key: null });
      return undefined;
    },
    'app.unlock': ({ recovery_key: key }) => key === RECOVERY_KEY,
    'lawyers.list': () => world.lawyers,
    'lawyers.create': ({ name }) => {
      const { session: _, ...created } = world.addLawyer(
        name,
        aSession('qr', { since: ago(0), qr: QR, steps: ['scan_qr'] }),
      );
      return { ...created, api_key: 'lx_live_7Rk2vQ9mZt4XcN8bW1sLpYdF6hGjKa3uEoVi5TqMxBr' };
    },
    'conversations.list': ({ lawyer_id, cursor }) => {
      const sorted = world
        .chatsOf(lawyer_id)
        .map(({ conversation }) => conversation)
        .sort((one, other) => other.updated_at.localeCompare(one.updated_at));
      const from = Number(cursor ?? 0);
      const next = from + PAGE < sorted.length ? String(from + PAGE) : null;
      return { data: sorted.slice(from, from + PAGE), next_cursor: next };
    },
    'conversations.get': ({ lawyer_id, conversation_id }) => chatOf(lawyer_id, conversation_id).conversation,
    'conversations.messages': ({ lawyer_id, conversation_id, cursor }) => {
      const { messages } = chatOf(lawyer_id, conversation_id);
      const end = cursor ? messages.findIndex((one) => one.id === cursor) : messages.length;
      const start = Math.max(0, end - PAGE);
      return { data: messages.slice(start, end), next_cursor: start > 0 ? (messages[start]?.id ?? null) : null };
    },
    'conversations.markRead': ({ lawyer_id, conversation_id }) => {
      chatOf(lawyer_id, conversation_id).conversation.unread_count = 0;
      return undefined;
    },
    'conversations.sendRead': ({ lawyer_id, conversation_id }) => {
      world.enqueue(lawyer_id, chatOf(lawyer_id, conversation_id), { action: 'mark_read' });
      return undefined;
    },
    'conversations.completeness': ({ lawyer_id, conversation_id }) => {
      const known = world.completeness.get(conversation_id);
      const { messages } = chatOf(lawyer_id, conversation_id);
      if (known) return known;
      const nothing = { complete_from: null, complete_until: null, reaches_start: false, gaps: [], checked_at: null };
      return { ...nothing, messages: messages.length };
    },
    'messages.send': ({ lawyer_id, to, conversation_id, text, attachment, reply_to }) => {
      const chat = conversation_id ? chatOf(lawyer_id, conversation_id) : chatWith(lawyer_id, to ?? '', to ?? '');
      const file = attachment ? world.uploads.get(attachment.id) : null;
      if (attachment && !file) throw new FakeProblem('attachment_not_found');
      const quoted = reply_to ? messageOf(lawyer_id, reply_to).message : null;
      const message = world.addMessage(lawyer_id, chat, {
        direction: 'outbound',
        text: text ?? '',
        kind: file ? (attachment?.use ?? (file.mime_type?.startsWith('image/') ? 'image' : 'document')) : 'text',
        attachment: file ?? null,
        reply_to: quoted && { message_id: quoted.id, whatsapp_id: quoted.whatsapp_id, preview: quoted.text },
      });
      const isReady = sessionOf(lawyer_id).state === 'ready';
      world.enqueue(lawyer_id, chat, { message_id: message.id, waits_for: isReady ? 'turn' : 'session' });
      return { id: message.id, conversation_id: chat.conversation.id };
    },
    'messages.get': ({ lawyer_id, id }) => messageOf(lawyer_id, id).message,
    'messages.versions': ({ id }) => world.versions.get(id) ?? [],
    'messages.react': ({ lawyer_id, id, emoji }) => {
      const { chat, message } = messageOf(lawyer_id, id);
      const others = message.reactions.filter(({ from }) => from === 'client');
      const ours = { emoji, from: 'lawyer' as const, sender_name: null, reacted_at: ago(0) };
      world.change(lawyer_id, chat, id, { reactions: emoji === '' ? others : [...others, ours] }, 'message.reaction');
      return undefined;
    },
    'messages.edit': ({ lawyer_id, id, text }) => {
      const { chat, message } = messageOf(lawyer_id, id);
      const before = { text: message.text, written_at: message.edited_at ?? message.sent_at };
      world.versions.set(id, [...(world.versions.get(id) ?? []), before]);
      world.change(lawyer_id, chat, id, { text, edited_at: ago(0) }, 'message.edited');
      return undefined;
    },
    'messages.revoke': ({ lawyer_id, id }) => {
      world.change(lawyer_id, messageOf(lawyer_id, id).chat, id, { revoked_at: ago(0) }, 'message.revoked');
      return undefined;
    },
    'messages.cancel': ({ lawyer_id, id }) => {
      const row = world.queue.find((one) => one.message_id === id && one.action === 'send');
      if (!row || row.lawyerId !== lawyer_id) throw new FakeProblem('already_on_its_way');
      cancel(row);
      return undefined;
    },
    'attachments.upload': ({ file_name, bytes }) => {
      if (/\.exe$/i.test(file_name)) throw new FakeProblem('file_type_not_allowed');
      const attachment = media.attachment({ bytes, file_name });
      world.uploads.set(attachment.id, attachment);
      return attachment;
    },
    'attachments.fetch': ({ lawyer_id, id }) => {
      const attachment = attachmentOf(lawyer_id, id);
      Object.assign(attachment, { status: 'pending', error: null });
      return undefined;
    },
    'attachments.save': ({ lawyer_id, id }) => attachmentOf(lawyer_id, id).status === 'stored',
    'outbox.list': ({ lawyer_id }) => ({
      data: world.queue.filter(({ lawyerId }) => lawyerId === lawyer_id).map(({ lawyerId: _, ...row }) => row),
      next_cursor: null,
    }),
    'outbox.cancel': ({ id }) => {
      const row = world.queue.find((one) => one.id === id);
      if (!row) throw new FakeProblem('queued_action_not_found');
      cancel(row);
      return undefined;
    },
    'clients.get': ({ id }) => clientOf(id),
    'clients.merge': ({ lawyer_id, from, into }) => {
      const [part, whole] = [clientOf(from), clientOf(into)];
      const gone = chatOf(lawyer_id, part.conversation_id ?? '');
      const kept = chatOf(lawyer_id, whole.conversation_id ?? '');
      whole.merged.unshift({ client_id: part.id, name: part.name, merged_at: ago(0) });
      whole.aliases.push(...part.aliases);
      kept.messages.push(...gone.messages);
      kept.messages.sort((one, other) => one.sent_at.localeCompare(other.sent_at));
      kept.conversation.message_count = kept.messages.length;
      const rest = world.chatsOf(lawyer_id).filter((chat) => chat !== gone);
      world.chats.set(lawyer_id, rest);
      world.tell(lawyer_id, kept, null, 'client.merged');
      return whole;
    },
    'clients.unmerge': ({ lawyer_id, from, into }) => {
      const whole = clientOf(into);
      if (!whole.merged.some(({ client_id: id }) => id === from)) throw new FakeProblem('not_merged');
      whole.merged = whole.merged.filter(({ client_id: id }) => id !== from);
      whole.aliases = whole.aliases.slice(0, -clientOf(from).aliases.length);
      world.addChat(lawyer_id, clientOf(from).name ?? '', clientOf(from).phone);
      world.tell(lawyer_id, chatOf(lawyer_id, whole.conversation_id ?? ''), null, 'client.unmerged');
      return whole;
    },
    'session.requestPairingCode': ({ lawyer_id }) =>
      become(lawyer_id, 'pairing-code', {
        pairing_code: PAIRING_CODE,
        pairing_code_expires_at: new Date(Date.now() + 160_000).toISOString(),
        steps: ['enter_pairing_code', 'restart_session'],
      }),
    'session.logOut': ({ lawyer_id }) =>
      become(lawyer_id, 'logged-out', { cause: 'logged_out_by_person', steps: ['restart_session'] }),
    'session.restart': ({ lawyer_id }) => become(lawyer_id, 'starting', { steps: ['wait'] }),
    'session.sleep': ({ lawyer_id }) => become(lawyer_id, 'asleep', { cause: 'put_to_sleep', steps: ['wake_session'] }),
    'session.memory': ({ lawyer_id }) => (sessionOf(lawyer_id).state === 'asleep' ? null : 214_000_000),
    'session.wake': ({ lawyer_id }) => become(lawyer_id, 'ready'),
    'history.progress': ({ lawyer_id }) => world.histories.get(lawyer_id) ?? NO_HISTORY,
    'history.sync': ({ lawyer_id }) => {
      world.setHistory(lawyer_id, { ...NO_HISTORY, state: 'running', chats_total: 40, chats_left: 40 });
      return undefined;
    },
    // No page of the window shows them yet.
    'staff.list': () => ({ data: [], next_cursor: null }),
    'staff.create': () => unseen(),
    'staff.change': () => unseen(),
    'staff.resetPassword': () => unseen(),
    'staffSessions.list': () => ({ data: [], next_cursor: null }),
    'staffSessions.end': () => unseen(),
    'grants.list': () => ({ data: [], next_cursor: null }),
    'grants.create': () => unseen(),
    'grants.revoke': () => unseen(),
    'tunnel.get': () => world.tunnel,
    'tunnel.start': () => world.setTunnel({ is_on: true, state: 'connecting' }),
    'tunnel.stop': () => world.setTunnel({ is_on: false, state: 'off', address: null, cause: null }),
    'alerts.open': () => world.alerts,
    'settings.get': ({ lawyer_id }) => {
      const settings = world.settings.get(lawyer_id);
      if (!settings) throw new FakeProblem('lawyer_not_found');
      return settings;
    },
    'settings.set': ({ lawyer_id, settings }) => {
      const kept = { ...(world.settings.get(lawyer_id) ?? DEFAULT_SETTINGS), ...settings };
      world.settings.set(lawyer_id, kept);
      return kept;
    },
    'whatsappView.show': () => undefined,
    'whatsappView.hide': () => undefined,
    'practice.scan': ({ lawyer_id }) => become(lawyer_id, 'ready'),
    'practice.enterPairingCode': ({ lawyer_id }) => become(lawyer_id, 'ready'),
    'practice.write': ({ lawyer_id, phone, message }) => {
      const file = message.file
        ? media.attachment({ bytes: Buffer.from(message.file.base64, 'base64'), file_name: message.file.name })
        : null;
      world.addMessage(lawyer_id, chatWith(lawyer_id, phone, message.name ?? phone), {
        kind:
          message.kind === 'contact' ? 'contacts' : message.kind === 'missed_call' ? 'call' : (message.kind ?? 'text'),
        text: message.text ?? '',
        forwarded: message.forwarded ?? false,
        attachment: file,
      });
      return undefined;
    },
    'practice.act': ({ lawyer_id, phone, action }) => {
      const chat = chatWith(lawyer_id, phone, phone);
      const message = chat.messages.find(({ whatsapp_id: id }) => id === action.message);
      if (!message) throw new FakeProblem('practice_refused');
      if (action.action === 'react') {
        const theirs = { emoji: action.emoji, from: 'client' as const, sender_name: 'Maria', reacted_at: ago(0) };
        const reactions = action.emoji === '' ? [] : [theirs];
        world.change(lawyer_id, chat, message.id, { reactions }, 'message.reaction');
      }
      if (action.action === 'revoke') {
        world.change(lawyer_id, chat, message.id, { revoked_at: ago(0) }, 'message.revoked');
      }
      return undefined;
    },
    'practice.faults': () => world.faults,
    'practice.setFaults': (change) => {
      world.faults = { ...world.faults, ...(change as Partial<typeof world.faults>) };
      return world.faults;
    },
  };
}
